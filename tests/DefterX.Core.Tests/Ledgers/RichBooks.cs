using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Journals;
using DefterX.Office;

namespace DefterX.Tests.Ledgers;

/// <summary>Invented firms and books that use everything an e-Defter can hold.</summary>
internal static class RichBooks
{
    private static readonly Accountant s_auditor = new()
    {
        Name = "YMM Çağrı Iğdır",
        Address = new Address
        {
            BuildingNumber = "7", Street = "Şehit Caddesi", Street2 = "Kat 3", City = "Ankara", ZipCode = "06100", Country = "Türkiye",
        },
        Engagement = "YMM Tam Tasdik Sözleşmesi, 15.01.2026, 2026/4",
        Phone = "3125550177",
        Fax = "3125550178",
        Email = "cagri@ornek.example",
    };

    /// <summary>Two accountants, foreign amounts, amounts in another currency, funds.</summary>
    public static Firm MultiCurrency { get; } = Books.Company with
    {
        Accountants = [Books.Company.Accountants[0], s_auditor],
        Creator = "Ayşe Örnek",
        IsMultiCurrency = true,
    };

    /// <summary>Books kept in euros (VUK 215).</summary>
    public static Firm InEuros { get; } = Books.Company with { Currency = "EUR" };

    /// <summary>A fiscal year from July to June.</summary>
    public static Firm SpecialYear { get; } = Books.Company with { FiscalYearStartMonth = 7, IsMultiCurrency = true };

    /// <summary>Balanced entries of which every kind of line occurs.</summary>
    public static IEnumerable<JournalEntry> Entries(int count, Period period, string foreignCurrency = "EUR")
    {
        foreach (JournalEntry entry in Books.Entries(count, period, seed: 3))
        {
            int kind = entry.Number[^1] % 5;
            yield return kind switch
            {
                1 => entry with { Lines = [.. entry.Lines.Select(line => line with { Foreign = Foreign(line, foreignCurrency, entry.Date) })] },
                2 => Memorandum(entry),
                3 => FundPurchase(entry),
                4 => Closing(entry),
                _ => entry,
            };
        }
    }

    private static ForeignAmount Foreign(JournalLine line, string currency, DateTime date) => new(
        Math.Max(decimal.Round(line.Amount / 48.1234m, 2), 0.01m), currency, 48.1234m, date, "TCMB döviz alış", "1 birim & üstü");

    private static JournalEntry Memorandum(JournalEntry entry)
    {
        JournalLine model = entry.Lines[0] with
        {
            DocumentType = null, DocumentTypeDescription = null, DocumentNumber = null, DocumentDate = null,
        };
        return entry with
        {
            Lines =
            [
                Move(model, "900", "TEMİNAT MEKTUPLARI", "900.01.001", 1250m, isDebit: true) with { AmountCurrency = "USD" },
                Move(model, "901", "TEMİNAT MEKTUPLARI KARŞILIĞI", null, 1250m, isDebit: false) with { AmountCurrency = "USD" },
            ],
        };
    }

    private static JournalEntry FundPurchase(JournalEntry entry)
    {
        JournalLine model = entry.Lines[0] with
        {
            DocumentType = "other",
            DocumentTypeDescription = "Dekont",
            DocumentNumber = "FON" + entry.Number.ToString(CultureInfo.InvariantCulture),
            DocumentDate = entry.Date,
        };
        return entry with
        {
            Lines =
            [
                Move(model, "118", "DİĞER MENKUL KIYMETLER", "118.01.001", 2500m, isDebit: true) with { Fund = new Fund(1000m, 2.5m) },
                Move(model, "102", "BANKALAR", "102.01.001", 2500m, isDebit: false) with { PaymentMethod = "Banka" },
            ],
        };
    }

    private static JournalLine Move(JournalLine model, string main, string name, string? sub, decimal amount, bool isDebit) => model with
    {
        AccountMainId = main,
        AccountMainName = name,
        AccountSubId = sub,
        AccountSubName = sub is null ? null : "Alt hesap " + sub,
        Amount = amount,
        IsDebit = isDebit,
    };

    /// <summary>An entry that rests on no document, such as the opening and the closing one.</summary>
    private static JournalEntry Closing(JournalEntry entry) => entry with
    {
        Comment = "Kapanış fişi",
        Lines =
        [
            .. entry.Lines.Select(line => line with
            {
                DocumentType = null, DocumentTypeDescription = null, DocumentNumber = null, DocumentDate = null, PaymentMethod = null,
            }),
        ],
    };
}
