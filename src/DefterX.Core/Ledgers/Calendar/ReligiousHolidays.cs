using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DefterX.Ledgers.Calendar;

/// <summary>The first days of the religious holidays, from the shipped table <c>ReligiousHolidays.txt</c>.</summary>
internal static class ReligiousHolidays
{
    private const int RamazanDays = 3;
    private const int KurbanDays = 4;
    private static readonly Dictionary<int, Feasts> s_years = Read();

    /// <summary>Whether the table has the year.</summary>
    public static bool Covers(int year) => s_years.ContainsKey(year);

    /// <summary>Whether the year's dates were expected, not yet published by Diyanet, when the table was made.</summary>
    public static bool AreExpected(int year) => s_years.TryGetValue(year, out Feasts? feasts) && feasts.IsExpected;

    /// <summary>Whether a date is one of the full days of Ramazan Bayramı or Kurban Bayramı.</summary>
    public static bool Contains(DateTime date) => IsWithin(date, 0);

    /// <summary>Whether a date would be a holiday if the feasts came a day earlier or later.</summary>
    public static bool MightContain(DateTime date) => IsWithin(date, 1);

    private static bool IsWithin(DateTime date, int days) => s_years.TryGetValue(date.Year, out Feasts? feasts)
        && (IsWithin(date, feasts.Ramazan, RamazanDays, days) || IsWithin(date, feasts.Kurban, KurbanDays, days));

    private static bool IsWithin(DateTime date, DateTime first, int length, int margin) =>
        date >= first.AddDays(-margin) && date < first.AddDays(length + margin);

    private static Dictionary<int, Feasts> Read()
    {
        Dictionary<int, Feasts> years = [];
        using Stream stream = typeof(ReligiousHolidays).Assembly.GetManifestResourceStream("ReligiousHolidays.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is string line)
        {
            if (line.StartsWith("#", StringComparison.Ordinal)) continue;
            string[] fields = line.Split(' ');
            years.Add(
                int.Parse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture),
                new Feasts(Date(fields[1]), Date(fields[2]), fields.Length > 3));
        }

        return years;
    }

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Feasts(DateTime Ramazan, DateTime Kurban, bool IsExpected);
}
