using System;
using System.Text;

namespace DefterX.Journals.Layouts;

/// <summary>The row with which LUCA's listings begin a voucher.</summary>
/// <param name="Type">Kind of voucher, such as MAHSUP.</param>
/// <param name="First">Its number; in the journal the first of two.</param>
/// <param name="Second">In the journal the second; else the same.</param>
/// <param name="Date">Its date.</param>
internal readonly record struct VoucherTitle(string Type, string First, string Second, DateTime Date)
{
    private const string Rule = "---";

    /// <summary>Whether a text begins a voucher of the Detay Fiş Listesi.</summary>
    public static bool IsTitle(string text) => JournalHeader.Fold(text).StartsWith("fistipifisno", StringComparison.Ordinal);

    /// <summary>Whether a text begins a voucher of the Yevmiye Defteri.</summary>
    public static bool IsJournalTitle(string text) => text.IndexOf(Rule, StringComparison.Ordinal) >= 0;

    /// <summary>Reads <c>Fiş Tipi / Fiş No : MAHSUP / 00001  Tarih : 01/04/2025</c>.</summary>
    public static VoucherTitle? Read(string text)
    {
        string[] parts = text.Split([':'], 3);
        if (parts.Length != 3) return null;
        string middle = parts[1].Trim();
        int word = middle.LastIndexOf(' ');
        if (word < 0 || JournalHeader.Fold(middle.Substring(word)) != "tarih") return null;
        middle = middle.Substring(0, word);
        int slash = middle.LastIndexOf('/');
        if (slash < 0) return null;
        string number = middle.Substring(slash + 1).Trim();
        return Make(middle.Substring(0, slash), number, number, parts[2]);
    }

    /// <summary>Reads <c>04050-----04050-----MAHSUP-----01/04/2025</c>.</summary>
    public static VoucherTitle? ReadJournalTitle(string text)
    {
        string[] parts = text.Split([Rule], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 4) return null;
        return Make(parts[2], parts[0].Trim('-', ' '), parts[1].Trim('-', ' '), parts[3]);
    }

    private static VoucherTitle? Make(string type, string first, string second, string date)
    {
        if (first.Length == 0 || second.Length == 0) return null;
        return JournalDate.TryParse(Encoding.UTF8.GetBytes(date.Trim('-', ' ', '\t')), out DateTime day)
            ? new VoucherTitle(type.Trim('-', ' '), first, second, day)
            : null;
    }
}
