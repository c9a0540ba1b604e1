using System;
using System.Collections.Generic;
using System.Globalization;
using DefterX.Journals;

namespace DefterX.Tests.Journals;

/// <summary>Makes journals whose texts hold what is hard to write in CSV.</summary>
internal static class JournalGenerator
{
    private static readonly string[] s_texts =
    [
        "Satış faturası", "IŞIK & ÖĞÜT İNŞAAT A.Ş.", "a;b", "a,b", "a\tb", "\"tırnaklı\"", "19\" monitör", "iki\nsatır",
        "iki\r\nsatır",
        "=1+1", "ğüşıöç ĞÜŞİÖÇ", "'", "x",
    ];

    private static readonly string?[] s_types =
        [null, "invoice", "check", "voucher", "shipment", "receipt", "order-customer", "order-vendor", "other"];

    public static List<JournalEntry> Make(Random random, int entries)
    {
        List<JournalEntry> journal = [];
        for (int number = 1; number <= entries; number++)
        {
            DateTime date = new(2026, 9, 1 + (number * 30 / (entries + 1)));
            List<JournalLine> lines = [];
            for (int i = random.Next(1, 7); i > 0; i--) lines.Add(Line(random, date));
            journal.Add(new JournalEntry
            {
                Number = random.Next(2) == 0
                    ? number.ToString("00000", CultureInfo.InvariantCulture)
                    : "MHS-" + number.ToString(CultureInfo.InvariantCulture),
                Date = date,
                EnteredBy = random.Next(2) == 0 ? "Ayşe" : "İG",
                Comment = Optional(random),
                Lines = lines,
                SourceLine = 0,
            });
        }

        return journal;
    }

    private static JournalLine Line(Random random, DateTime date)
    {
        string main = random.Next(100, 800).ToString(CultureInfo.InvariantCulture);
        bool hasSub = random.Next(4) > 0;
        string? type = s_types[random.Next(s_types.Length)];
        return new JournalLine
        {
            AccountMainId = main,
            AccountMainName = Text(random),
            AccountSubId = hasSub ? $"{main}.01.{random.Next(1000):000}" : null,
            AccountSubName = hasSub ? Text(random) : null,
            Amount = random.NextInt64(1, random.Next(2) == 0 ? 100_000 : 100_000_000_000_000) / 100m,
            IsDebit = random.Next(2) == 0,
            DocumentType = type,
            DocumentTypeDescription = type == "other" ? Text(random) : null,
            DocumentNumber = type is null ? null : Optional(random),
            DocumentDate = type is null || random.Next(3) == 0 ? null : date.AddDays(-random.Next(400)),
            PaymentMethod = Optional(random),
            Comment = Optional(random),
            SourceLine = 0,
        };
    }

    private static string Text(Random random) => s_texts[random.Next(s_texts.Length)];

    private static string? Optional(Random random) => random.Next(3) == 0 ? null : Text(random);
}
