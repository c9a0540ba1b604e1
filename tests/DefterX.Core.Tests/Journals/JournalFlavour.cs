using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DefterX.Journals;

namespace DefterX.Tests.Journals;

/// <summary>A way to write the CSV layout: encoding, separator, names, amounts and dates.</summary>
internal sealed record JournalFlavour(
    Encoding Encoding, char Separator, bool Turkish, string Amounts, string Dates, string LineEnd)
{
    private static readonly string[] s_english =
    [
        "EntryNumber", "Date", "AccountCode", "AccountName", "MainAccountName", "Debit", "Credit", "Description",
        "EntryDescription",
        "DocumentType", "DocumentTypeDescription", "DocumentNumber", "DocumentDate", "PaymentMethod", "EnteredBy",
    ];

    private static readonly string[] s_turkish =
    [
        "FİŞ NO", "Tarih", "Hesap Kodu", "HESAP ADI", "Ana Hesap Adı", "Borç", "ALACAK", "AÇIKLAMA", "Fiş Açıklaması",
        "Belge Türü", "Belge Türü Açıklaması", "Belge No", "Belge Tarihi", "Ödeme Şekli", "Kaydeden",
    ];

    public static Encoding Windows1254 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    public static IReadOnlyList<JournalFlavour> All { get; } = (
        from encoding in new[] { new UTF8Encoding(false), new UTF8Encoding(true), Windows1254 }
        from separator in new[] { ';', ',', '\t' }
        from turkish in new[] { false, true }
        from amounts in new[] { "1.234,56", "1234,56", "1,234.56", "1234.56" }
        from dates in new[] { "dd.MM.yyyy", "d/M/yyyy", "yyyy-MM-dd" }
        from lineEnd in new[] { "\n", "\r\n" }
        select new JournalFlavour(encoding, separator, turkish, amounts, dates, lineEnd)).ToList();

    public byte[] Write(IEnumerable<JournalEntry> entries)
    {
        StringBuilder text = new();
        Append(text, Turkish ? s_turkish : s_english);
        foreach (JournalEntry entry in entries)
        {
            foreach (JournalLine line in entry.Lines)
            {
                Append(
                    text,
                    entry.Number,
                    Date(entry.Date),
                    line.AccountSubId ?? line.AccountMainId,
                    line.AccountSubName ?? (line.AccountSubId is null ? line.AccountMainName : ""),
                    line.AccountMainName,
                    line.IsDebit ? Amount(line.Amount) : "",
                    line.IsDebit ? Amount(0) : Amount(line.Amount),
                    line.Comment,
                    entry.Comment,
                    line.DocumentType,
                    line.DocumentTypeDescription,
                    line.DocumentNumber,
                    line.DocumentDate is DateTime date ? Date(date) : "",
                    line.PaymentMethod,
                    entry.EnteredBy);
            }
        }

        return [.. Encoding.GetPreamble(), .. Encoding.GetBytes(text.ToString())];
    }

    public override string ToString() =>
        $"{Encoding.WebName} {Encoding.GetPreamble().Length} '{Separator}' {Turkish} {Amounts} {Dates} {LineEnd.Length}";

    private string Date(DateTime date) =>
        date.ToString(Dates.Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private string Amount(decimal amount)
    {
        NumberFormatInfo format = new()
        {
            NumberDecimalSeparator = Amounts[^3].ToString(),
            NumberGroupSeparator = Amounts.Length == 8 ? Amounts[1].ToString() : "",
            NumberDecimalDigits = 2,
        };
        return amount.ToString("N", format);
    }

    private void Append(StringBuilder text, params string?[] fields)
    {
        IEnumerable<string> quoted = fields.Select(field =>
            field is null ? ""
            : field.AsSpan().IndexOfAny([Separator, '"', '\n', '\r']) < 0 ? field
            : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        text.AppendJoin(Separator, quoted).Append(LineEnd);
    }
}
