using System;
using System.Collections.Generic;
using System.Globalization;
using DefterX.Journals;

namespace DefterX.Bench;

/// <summary>Invented entries of four lines: a sale with tax.</summary>
internal static class LedgerBooks
{
    /// <param name="period">Their month.</param>
    /// <param name="lines">A multiple of four.</param>
    /// <param name="hasThreeAccounts">Whether they use three accounts; else many customers.</param>
    internal static IEnumerable<JournalEntry> Entries(Period period, int lines, bool hasThreeAccounts)
    {
        int entries = lines / 4;
        for (int i = 0; i < entries; i++)
        {
            DateTime date = period.Start.AddDays((long)i * DateTime.DaysInMonth(period.Year, period.Month) / entries);
            int net = 1000 + (i * 7919 % 900_000);
            string customer = hasThreeAccounts ? "001" : (i % 400).ToString("000", CultureInfo.InvariantCulture);
            string secondTax = hasThreeAccounts ? "391.01.020" : "391.01.010";
            yield return new JournalEntry
            {
                Number = (i + 1).ToString("00000", CultureInfo.InvariantCulture),
                Date = date,
                EnteredBy = "Işıl İnce",
                Comment = "Satış ve tahsilat",
                SourceLine = 4 * i,
                Lines =
                [
                    Line("120", "ALICILAR", "120.01." + customer, net * 120L, true, i, date),
                    Line("600", "YURT İÇİ SATIŞLAR", "600.01.001", net * 100L, false, i, date),
                    Line("391", "HESAPLANAN KDV", "391.01.020", net * 15L, false, i, date),
                    Line("391", "HESAPLANAN KDV", secondTax, net * 5L, false, i, date),
                ],
            };
        }
    }

    private static JournalLine Line(string main, string name, string sub, long cents, bool isDebit, int entry, DateTime date) => new()
    {
        AccountMainId = main,
        AccountMainName = name,
        AccountSubId = sub,
        AccountSubName = "Alt hesap " + sub,
        Amount = cents / 100m,
        IsDebit = isDebit,
        DocumentType = "invoice",
        DocumentNumber = string.Create(CultureInfo.InvariantCulture, $"ORN2026{entry + 1:000000000}"),
        DocumentDate = date,
        Comment = "Satış faturası, KDV'li mal teslimi",
        SourceLine = entry,
    };
}
