using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Journals.Layouts;
using Xunit;

namespace DefterX.Tests.Journals;

/// <summary>The same books in every layout give the same entries, minus what the layout lacks.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImportNotices _notices = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Cases()
    {
        TheoryData<string, string, string> cases = [];
        foreach (string layout in Exports.All.Keys)
        {
            foreach (string form in new[] { "csv utf-8", "csv 1254", "xlsx shared", "xlsx inline", "xlsx 1904", "xlsx text", "xlsx unnamed" })
            {
                foreach (string culture in new[] { "", "tr-TR" }) cases.Add(layout, form, culture);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReadEntries_InAnyLayoutAndForm_GivesTheSameEntries(string layout, string form, string culture) => CultureScope.Run(culture, () =>
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(20260901), 60);
        string path = Write(layout + Extension(form), Exports.All[layout](journal), form);
        JournalReader reader = Reader(path);
        List<JournalEntry> read = [.. reader.ReadEntries(CancellationToken.None)];
        Assert.Equal(journal.Select(entry => Projected(entry, layout)), read.Select(entry => Flat(entry, layout == "ledger")));
        Assert.EndsWith(form.StartsWith("csv", StringComparison.Ordinal) ? "(csv)" : "(xlsx)", reader.Layout, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(false, 1, "00901")]
    [InlineData(true, 1, "00901")]
    [InlineData(false, 347, "00901")]
    public void JournalList_WhenOnlyOneNumberCounts_TakesTheOther(bool voucherIsFirst, int firstInJournal, string first)
    {
        List<JournalEntry> journal = Renumbered(SampleBooks.Make(new Random(5), 9), i => 901 + (i * 3));
        string path = Write("b.csv", Exports.JournalList(journal, voucherIsFirst, firstInJournal), "csv utf-8");
        List<JournalEntry> read = [.. Reader(path).ReadEntries(CancellationToken.None)];
        Assert.Equal(journal.Select(entry => entry.Number), read.Select(entry => entry.Number));
        Assert.Equal(first, read[0].Number);
        Assert.Empty(_notices.First);
    }

    [Fact]
    public void JournalList_WhenBothNumbersCount_SaysThatItCannotKnow()
    {
        List<JournalEntry> journal = Renumbered(SampleBooks.Make(new Random(5), 9), i => 901 + i);
        string path = Write("b.csv", Exports.JournalList(journal, voucherIsFirst: false, firstInJournal: 347), "csv utf-8");
        Assert.Equal("00901", Reader(path).ReadEntries(CancellationToken.None).First().Number);
        ImportNotice notice = Assert.Single(_notices.First);
        Assert.Equal((path, 7L), (notice.File, notice.Line));
    }

    [Fact]
    public void GeneralLedger_WhenDocumentsHaveNoType_TellsEachLine()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(6), 90);
        string path = Write("c.xlsx", Exports.GeneralLedger(journal), "xlsx shared");
        List<JournalEntry> read = [.. Reader(path).ReadEntries(CancellationToken.None)];
        JournalLine[] half = [.. read.SelectMany(entry => entry.Lines).Where(line => line.DocumentNumber is not null)];
        Assert.All(half, line => Assert.Null(line.DocumentType));
        Assert.Equal(half.Length, _notices.Count);
        Assert.Equal(ImportNotices.Kept, _notices.First.Count);
        ImportNotice first = _notices.First[0];
        Assert.Equal((path, half[0].SourceLine), (first.File, first.Line));
        Assert.Contains(half[0].DocumentNumber!, first.Message, StringComparison.Ordinal);
        Assert.Equal(4, _notices.Texts(3).Count());
        Assert.Contains($"{half.Length - 3}", _notices.Texts(3).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Transfer_WhenCodesAreNotExplained_FailsWithEachOfThem()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(7), 30);
        string path = Write("e.csv", Exports.Transfer(journal), "csv 1254");
        JournalReader reader = new([new ExportSource(path, path)], new ReadContext { EnteredBy = "Ayşe Örnek" });
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => _ = reader.ReadEntries(CancellationToken.None).Count());
        int invoices = journal.SelectMany(entry => entry.Lines).Count(line => line.DocumentType == "invoice");
        Assert.Contains($"FT ({invoices} times, first in line ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DK (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-DocumentTypeMap @{ ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Set-DefterXOffice -DocumentTypeCode", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transfer_WhenCodesAreExplained_NamesThoseThatWereUsed()
    {
        string path = Write("e.csv", Exports.Transfer(SampleBooks.Make(new Random(7), 30)), "csv utf-8");
        JournalReader reader = Reader(path);
        Assert.Equal(30, reader.ReadEntries(CancellationToken.None).Count());
        Assert.Equal(["CK", "DK", "FT", "MK"], reader.UsedCodes);
    }

    [Fact]
    public void Open_WhenTheLayoutIsUnknown_SaysWhatIsKnownAndWhatWasFound()
    {
        string path = Write("x.csv", [["Ad", "Soyad", "Telefon"], ["Ayşe", "Örnek", "1"]], "csv utf-8");
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => _ = Reader(path).ReadEntries(CancellationToken.None).Count());
        Assert.Contains("Ad | Soyad | Telefon", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LUCA Yevmiye Defteri", failure.Message, StringComparison.Ordinal);
        Assert.Contains("izibiz", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_WithForeignAmountsAndFunds_ReadsThem()
    {
        string path = Write(
            "own.csv",
            [
                ["Fiş No", "Tarih", "Hesap Kodu", "Hesap Adı", "Borç", "Alacak", "Para Birimi", "Döviz Tutarı", "Kur", "Kur Tarihi", "Kur Kaynağı", "Tutar Para Birimi", "Fon Adedi", "Fon Birim Fiyatı"],
                ["1", "01.09.2026", "102.02", "USD", "4.125,00", "", "usd", "100,00", "41,2500", "31/08/2026", "TCMB", "", "", ""],
                ["1", "01.09.2026", "102.01", "TL", "5,00", "", "TL", "", "1,0000", "", "", "TRY", "", ""],
                ["1", "01.09.2026", "102.01", "TL", "7,00", "", "TL", "7,00", "", "", "", "", "", ""],
                ["1", "01.09.2026", "112.01", "FON", "", "100,50", "", "", "", "", "", "", "33,5", "3"],
                ["1", "01.09.2026", "900", "NAZIM", "9,00", "", "", "", "", "", "", "USD", "", ""],
                ["1", "01.09.2026", "102.03", "EUR", "9,00", "", "EUR", "", "", "", "", "", "", ""],
            ],
            "csv utf-8");
        List<JournalLine> lines = [.. Reader(path).ReadEntries(CancellationToken.None).Single().Lines];
        Assert.Equal(new ForeignAmount(100m, "USD", 41.25m, new DateTime(2026, 8, 31), "TCMB"), lines[0].Foreign);
        Assert.Equal((null, null), (lines[1].Foreign, lines[1].AmountCurrency));
        Assert.Null(lines[2].Foreign);
        Assert.Equal(new Fund(33.5m, 3m), lines[3].Fund);
        Assert.Equal("USD", lines[4].AmountCurrency);
        Assert.Null(lines[5].Foreign);
        ImportNotice notice = Assert.Single(_notices.First);
        Assert.Equal(7, notice.Line);
        Assert.Contains("EUR", notice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Para Birimi;Döviz Tutarı", "EURO;5,00", "EURO")]
    [InlineData("Para Birimi;Döviz Tutarı", ";5,00", "Currency (Para Birimi)")]
    [InlineData("Fon Adedi;Fon Birim Fiyatı", "5;", "FundCostPerUnit")]
    public void Own_WhenPartsAreWrong_FailsAtTheLine(string columns, string values, string expected)
    {
        string path = _folder["own.csv"];
        File.WriteAllText(path, $"Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak;{columns}\n1;01.09.2026;100;Kasa;5,00;;{values}\n");
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => _ = Reader(path).ReadEntries(CancellationToken.None).Count());
        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static string Extension(string form) => form.StartsWith("csv", StringComparison.Ordinal) ? ".csv" : ".xlsx";

    private static List<JournalEntry> Renumbered(List<JournalEntry> journal, Func<int, int> number) =>
        [.. journal.Select((entry, i) => entry with { Number = $"{number(i):00000}" })];

    private JournalReader Reader(string path) => new(
        [new ExportSource(path, path)],
        new ReadContext { EnteredBy = "Ayşe Örnek", Notices = _notices, DocumentTypeCodes = Exports.Codes });

    private string Write(string name, List<object?[]> rows, string form)
    {
        string path = _folder[name];
        int width = rows.Max(row => row.Length);
        File.WriteAllBytes(path, form switch
        {
            "csv utf-8" => Exports.Csv(rows, new UTF8Encoding(true), width),
            "csv 1254" => Exports.Csv(rows, JournalFlavour.Windows1254, width),
            "xlsx shared" => new XlsxWriter().Write(rows),
            "xlsx inline" => new XlsxWriter { SharesTexts = false }.Write(rows),
            "xlsx 1904" => new XlsxWriter { CountsFrom1904 = true }.Write(rows),
            "xlsx unnamed" => new XlsxWriter { NamesCells = false }.Write([.. rows.Where(row => row.Length > 0)]),
            _ => new XlsxWriter().Write(Exports.AsTexts(rows)),
        });
        return path;
    }

    private static string Projected(JournalEntry entry, string layout) => Flat(
        entry with
        {
            Comment = layout is "vouchers" or "ledger" ? null : entry.Comment,
            Lines = [.. entry.Lines.Select(line => layout switch
            {
                "own" or "izibiz" => line,
                "transfer" => line with { AccountSubName = null },
                "ledger" => line with { DocumentType = null, DocumentTypeDescription = null },
                _ => line with { DocumentType = null, DocumentTypeDescription = null, DocumentNumber = null, DocumentDate = null },
            })],
        },
        layout == "ledger");

    private static string Flat(JournalEntry entry, bool sorted)
    {
        IEnumerable<string> lines = entry.Lines.Select(line => $"{line with { SourceLine = 0, Amount = 0 }} {line.Amount:0.00}");
        return string.Join('\n', [$"{entry.Number} {entry.Date:d} {entry.EnteredBy} {entry.Comment}", .. sorted ? lines.Order(StringComparer.Ordinal) : lines]);
    }
}
