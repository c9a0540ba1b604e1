using System;

namespace DefterX.Journals;

/// <summary>Reads dates as dd.MM.yyyy, dd/MM/yyyy or yyyy-MM-dd.</summary>
internal static class JournalDate
{
    /// <summary>Reads a date in UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        bool iso = text.IndexOf((byte)'-') >= 0;
        byte separator = iso ? (byte)'-' : text.IndexOf((byte)'.') >= 0 ? (byte)'.' : (byte)'/';
        int first = text.IndexOf(separator);
        int last = text.LastIndexOf(separator);
        if (first <= 0 || last <= first + 1) return false;
        int start = Number(text.Slice(0, first));
        int month = Number(text.Slice(first + 1, last - first - 1));
        int end = Number(text.Slice(last + 1));
        int year = iso ? start : end;
        int day = iso ? end : start;
        if (year is < 1900 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateTime(year, month, day);
        return true;
    }

    private static int Number(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 4) return -1;
        int number = 0;
        foreach (byte c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return -1;
            number = (number * 10) + c - '0';
        }

        return number;
    }
}
