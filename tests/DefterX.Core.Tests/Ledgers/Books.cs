using System;
using System.Collections.Generic;
using System.Globalization;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Tests.Ledgers;

/// <summary>Invented firms and books.</summary>
internal static class Books
{
    public static readonly Period September = new(2026, 9);

    public static Firm Company { get; } = new()
    {
        Identifier = "1234567808",
        Title = "Örnek Çınar Gıda Sanayi ve Ticaret Limited Şirketi",
        Address = new Address { BuildingNumber = "12/3", Street = "Işık Sokak", Street2 = "Yeni Mahalle", City = "İzmir", ZipCode = "35000" },
        Phone = "2325550101",
        Fax = "2325550102",
        Email = "bilgi@ornekcinar.example",
        WebSite = "www.ornekcinar.example",
        NaceCode = "47.11.01",
        Accountants =
        [
            new Accountant
            {
                Name = "SMMM Ayşe Örnek",
                Address = new Address { BuildingNumber = "5", Street = "Çiğdem Caddesi", City = "İzmir", ZipCode = "35010" },
                Engagement = "SMMM Sözleşmesi, 02.01.2026, 2026/17",
                Phone = "2325550199",
                Email = "ayse@ornek.example",
            },
        ],
    };

    public static Firm Person { get; } = Company with { Identifier = "10000000146", Title = "Işıl İnce", WebSite = "", Fax = null };

    public static Firm WithBranches { get; } = Company with
    {
        Branches = [new Branch("0001", "Merkez"), new Branch("0002", "Alsancak")],
    };

    /// <summary>Balanced entries in the order of their dates, the same for the same seed.</summary>
    public static IEnumerable<JournalEntry> Entries(int count, Period period, int seed = 1)
    {
        Random random = new(seed);
        long line = 1;
        for (int i = 0; i < count; i++)
        {
            DateTime date = period.Start.AddDays((long)i * DateTime.DaysInMonth(period.Year, period.Month) / count);
            decimal net = random.Next(1, 5_000_000) / 100m;
            decimal tax = decimal.Round(net * 0.20m, 2, MidpointRounding.AwayFromZero);
            long first = line;
            JournalLine[] lines = (i % 3) switch
            {
                0 =>
                [
                    Line("120", "ALICILAR", "120.01.0" + random.Next(10, 60), net + tax, true, "invoice", i, date, ref line),
                    Line("600", "YURT İÇİ SATIŞLAR", "600.01.001", net, false, "invoice", i, date, ref line),
                    Line("391", "HESAPLANAN KDV", "391.01.020", Math.Max(tax, 0.01m), false, "invoice", i, date, ref line),
                ],
                1 =>
                [
                    Line("770", "GENEL YÖNETİM GİDERLERİ", "770.05.001", net, true, "other", i, date, ref line),
                    Line("102", "BANKALAR", "102.01.001", net, false, "other", i, date, ref line),
                ],
                _ =>
                [
                    Line("100", "KASA", null, net, true, null, i, date, ref line),
                    Line("102", "BANKALAR", "102.01.00" + random.Next(1, 4), net, false, null, i, date, ref line),
                ],
            };
            if (i % 3 == 0) lines[0] = lines[0] with { Amount = lines[1].Amount + lines[2].Amount };
            yield return new JournalEntry
            {
                Number = (i + 1).ToString("00000", CultureInfo.InvariantCulture),
                Date = date,
                EnteredBy = "Işıl İ.",
                Comment = "Fiş & <açıklama> \"ğüşiöç\" İI",
                Lines = lines,
                SourceLine = first,
            };
        }
    }

    public static LedgerRequest Request(Firm firm, Period period, Branch? branch = null, LedgerCounters? before = null) => new(
        new LedgerId(firm, period, branch),
        before ?? new LedgerCounters(0, 0, 0),
        "1234567808##ÖRNEK YAZILIM A.Ş.##DefterX##0.1.0",
        period.End.AddDays(40));

    private static JournalLine Line(
        string main, string name, string? sub, decimal amount, bool debit, string? type, int number, DateTime date, ref long line) => new()
    {
        AccountMainId = main,
        AccountMainName = name,
        AccountSubId = sub,
        AccountSubName = sub is null ? null : "Alt hesap " + sub,
        Amount = amount,
        IsDebit = debit,
        DocumentType = type,
        DocumentTypeDescription = type == "other" ? "Dekont" : null,
        DocumentNumber = type is null ? null : string.Format(CultureInfo.InvariantCulture, "ORN2026{0:000000000}", number + 1),
        DocumentDate = type is null ? null : date,
        PaymentMethod = type == "other" ? "Banka" : null,
        Comment = "Açıklama " + number.ToString(CultureInfo.InvariantCulture),
        SourceLine = line++,
    };
}
