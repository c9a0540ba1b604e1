using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Journals;

namespace DefterX.Tests.Journals;

/// <summary>Invented books as a program keeps them: numbered entries, named accounts, debits before credits.</summary>
internal static class SampleBooks
{
    private static readonly string?[] s_types = [null, "invoice", "check", "receipt", "other"];
    private static readonly string[] s_debits = ["100", "102.01.001", "120.01.{0:000}", "153.01", "191.01.{0:000}", "770.05.010"];
    private static readonly string[] s_credits = ["320.01.{0:000}", "391.01.{0:000}", "600.01.001", "335", "103.01"];

    public static List<JournalEntry> Make(Random random, int entries, int firstNumber = 1)
    {
        List<JournalEntry> journal = [];
        for (int i = 0; i < entries; i++)
        {
            int number = firstNumber + i;
            DateTime date = new(2026, 9, 1 + (i * 30 / entries));
            List<JournalLine> lines = [.. Lines(random, s_debits, true, date), .. Lines(random, s_credits, false, date)];
            journal.Add(new JournalEntry
            {
                Number = number.ToString("00000", CultureInfo.InvariantCulture),
                Date = date,
                EnteredBy = "Ayşe Örnek",
                Comment = random.Next(3) == 0 ? null : $"FİŞ {number} AÇIKLAMASI: ÖDEME; İADE",
                Lines = lines,
                SourceLine = 0,
            });
        }

        return journal;
    }

    /// <summary>The name of an account; that of a main account is the uniform chart's.</summary>
    public static string NameOf(string code) => ChartOfAccounts.NameOf(code) ?? $"HESAP {code} IŞIK & ÖĞÜT \"Ltd\"";

    // Lines of one main account stand together, as listings show them; equal ones differ in their texts.
    private static IEnumerable<JournalLine> Lines(Random random, string[] patterns, bool isDebit, DateTime date)
    {
        int count = random.Next(1, 4);
        string[] codes = [.. Enumerable.Range(0, count)
            .Select(_ => string.Format(CultureInfo.InvariantCulture, patterns[random.Next(patterns.Length)], random.Next(1, 4)))
            .GroupBy(code => code[..3])
            .SelectMany(group => group.Distinct().Order(StringComparer.Ordinal))];
        int index = 0;
        foreach (string code in codes)
        {
            decimal amount = random.NextInt64(1, random.Next(2) == 0 ? 100_000 : 1_000_000_000) / 100m;
            int times = random.Next(6) == 0 ? 2 : 1;
            for (int time = 0; time < times; time++) yield return Line(random, code, amount, isDebit, date, index++);
        }
    }

    private static JournalLine Line(Random random, string code, decimal amount, bool isDebit, DateTime date, int index)
    {
        bool hasSub = code.Length > 3;
        string? type = s_types[random.Next(s_types.Length)];
        return new JournalLine
        {
            AccountMainId = code[..3],
            AccountMainName = NameOf(code[..3]),
            AccountSubId = hasSub ? code : null,
            AccountSubName = hasSub ? NameOf(code) : null,
            Amount = amount,
            IsDebit = isDebit,
            DocumentType = type,
            DocumentTypeDescription = type == "other" ? "Dekont" : null,
            DocumentNumber = type is null ? null : $"ORN2026{random.Next(1_000_000):000000000}",
            DocumentDate = type is null ? null : date.AddDays(-random.Next(9)),
            Comment = $"Açıklama {index} ŞİĞ",
            SourceLine = 0,
        };
    }
}
