using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Journals.Layouts;
using Xunit;

namespace DefterX.Tests.Journals;

public sealed class JoinTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImportNotices _notices = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vouchers", "", "csv")]
    [InlineData("journal", "tr-TR", "xlsx")]
    public void VouchersWithGeneralLedger_WhenBothAreWhole_GiveDocumentNumbersAndDates(string layout, string culture, string form) =>
        CultureScope.Run(culture, () =>
        {
            List<JournalEntry> journal = SampleBooks.Make(new Random(11), 80);
            JournalReader reader = Reader(
                Write("kebir", Exports.GeneralLedger(journal), form), Write("fis", Exports.All[layout](journal), form));
            List<JournalEntry> read = [.. reader.ReadEntries(CancellationToken.None)];
            Assert.Equal(Documents(journal, withTypes: false), Documents(read, withTypes: false));
            Assert.Equal(1, reader.BaseIndex);
            Assert.Contains(" + LUCA Defteri Kebir (Tüm Yazıcılar) (", reader.Layout, StringComparison.Ordinal);
            Assert.All(_notices.First, notice => Assert.Contains("kind", Turned(notice), StringComparison.Ordinal));
        });

    [Fact]
    public void VouchersWithTransfer_WhenBothAreWhole_GiveAllOfTheDocuments()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(12), 80);
        JournalReader reader = Reader(
            Write("fis", Exports.VoucherList(journal), "xlsx"),
            Write("aktarim1", Exports.Transfer(journal.Take(30).ToList()), "csv"),
            Write("aktarim2", Exports.Transfer(journal.Skip(30).ToList()), "xlsx"));
        List<JournalEntry> read = [.. reader.ReadEntries(CancellationToken.None)];
        Assert.Equal(Documents(journal, withTypes: true), Documents(read, withTypes: true));
        Assert.Equal(journal.Select(entry => entry.Comment), read.Select(entry => entry.Comment));
        Assert.Empty(_notices.First);
    }

    [Fact]
    public void TransferWithGeneralLedger_GivesNamesOfAccounts()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(13), 40);
        List<JournalEntry> read = [.. Reader(
            Write("aktarim", Exports.Transfer(journal), "csv"), Write("kebir", Exports.GeneralLedger(journal), "csv"))
            .ReadEntries(CancellationToken.None)];
        Assert.Equal(
            journal.SelectMany(entry => entry.Lines).Select(line => line.AccountSubName),
            read.SelectMany(entry => entry.Lines).Select(line => line.AccountSubName));
        Assert.Empty(_notices.First);
    }

    [Fact]
    public void Join_WhenTheOtherListingDiffers_TellsEachPlaceAndInventsNothing()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(14), 20);
        List<JournalEntry> other = [.. journal];
        JournalEntry lost = other[3];
        other.RemoveAt(3);
        JournalLine changed = other[5].Lines[0] with { Amount = other[5].Lines[0].Amount + 1m };
        other[5] = other[5] with { Lines = [changed, .. other[5].Lines.Skip(1)] };
        other.Add(journal[19] with { Number = "00777" });
        other.Add(journal[19] with { Number = "00778", Date = new DateTime(2026, 8, 1) });
        string kebir = Write("kebir", Exports.GeneralLedger(other), "csv");
        string fis = Write("fis", Exports.VoucherList(journal), "csv");
        List<JournalEntry> read = [.. Reader(fis, kebir).ReadEntries(CancellationToken.None)];
        Assert.Equal(journal.Select(entry => entry.Number), read.Select(entry => entry.Number));
        Assert.All(read[3].Lines, line => Assert.Null(line.DocumentNumber));
        Assert.Null(read.Single(entry => entry.Number == other[5].Number).Lines[0].DocumentNumber);
        ImportNotice[] notices = [.. _notices.First.Where(notice => !notice.Message.Contains("kind", StringComparison.Ordinal))];
        Assert.Contains(notices, notice => notice.File == fis && notice.EntryNumber == lost.Number && notice.Message.Contains("is not in", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.File == fis && notice.EntryNumber == other[5].Number && notice.Message.Contains("no clear counterpart", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.File == kebir && notice.EntryNumber == other[5].Number);
        Assert.Contains(notices, notice => notice.File == kebir && notice.EntryNumber == "00777");
        Assert.DoesNotContain(notices, notice => notice.EntryNumber == "00778"); // another month
        Assert.Equal(4, notices.Length);
    }

    [Fact]
    public void Join_WhenLinesCannotBeToldApart_PairsInOrderAndSaysSo()
    {
        JournalEntry entry = SampleBooks.Make(new Random(15), 1)[0];
        JournalLine line = entry.Lines[0] with { Comment = "aynı", DocumentNumber = "A1", DocumentType = "invoice", DocumentDate = entry.Date };
        JournalLine credit = entry.Lines[^1] with { Amount = line.Amount * 2, DocumentNumber = null, DocumentType = null, DocumentDate = null };
        entry = entry with { Lines = [line, line with { DocumentNumber = "A2" }, credit] };
        List<JournalEntry> read = [.. Reader(
            Write("fis", Exports.VoucherList([entry]), "csv"), Write("aktarim", Exports.Transfer([entry]), "csv"))
            .ReadEntries(CancellationToken.None)];
        Assert.Equal(["A1", "A2", null], read[0].Lines.Select(item => item.DocumentNumber));
        Assert.Equal(2, _notices.Count);
        Assert.All(_notices.First, notice => Assert.Contains("assigned in order", notice.Message, StringComparison.Ordinal));
        Assert.Equal(read[0].Lines[0].SourceLine, _notices.First[0].Line);
    }

    [Theory]
    [InlineData("01/09/2026 - 30/09/2026")]
    [InlineData("")]
    public void Balance_WhenItAgrees_SaysNothing(string range)
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(16), 40);
        JournalReader reader = Reader(Write("fis", Exports.VoucherList(journal), "xlsx"), Write("mizan", Exports.Balance(journal, range), "xlsx"));
        Assert.Equal(40, reader.ReadEntries(CancellationToken.None).Count());
        Assert.Empty(_notices.First);
    }

    [Theory]
    [InlineData("01/09/2026 - 30/09/2026", 1)]
    [InlineData("01/09/2026 - 30/09/2026", -1)]
    [InlineData("", -1)]
    public void Balance_WhenAnAccountDiffers_FailsAtItsLine(string range, int cents)
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(17), 40);
        List<object?[]> balance = Exports.Balance(journal, range);
        int row = balance.FindIndex(cells => cells.Length > 0 && cells[0] is "600.01.001");
        balance[row][3] = (decimal)balance[row][3]! + (cents / 100m);
        string mizan = Write("mizan", balance, "csv");
        DefterXException failure = Fails.With(
            ErrorIds.JournalUnreadable,
            () => _ = Reader(Write("fis", Exports.VoucherList(journal), "csv"), mizan).ReadEntries(CancellationToken.None).Count());
        Assert.StartsWith($"'{mizan}', line {row + 1}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("600.01.001", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01/01/2026 - 30/09/2026", "not the month")]
    [InlineData("", "may cover more than the month")]
    public void Balance_WhenItIsOfTheYear_SaysThatItWasNotCompared(string range, string expected)
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(18), 40);
        List<JournalEntry> year = [.. journal, .. SampleBooks.Make(new Random(19), 90)];
        JournalReader reader = Reader(Write("fis", Exports.VoucherList(journal), "csv"), Write("mizan", Exports.Balance(year, range), "csv"));
        Assert.Equal(40, reader.ReadEntries(CancellationToken.None).Count());
        Assert.Contains(expected, Assert.Single(_notices.First).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Balance_WithATransfer_NamesItsAccounts()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(20), 20);
        List<JournalEntry> read = [.. Reader(
            Write("aktarim", Exports.Transfer(journal), "csv"), Write("mizan", Exports.Balance(journal), "csv"))
            .ReadEntries(CancellationToken.None)];
        Assert.Equal(
            journal.SelectMany(entry => entry.Lines).Select(line => line.AccountSubName),
            read.SelectMany(entry => entry.Lines).Select(line => line.AccountSubName));
        Assert.Empty(_notices.First);
    }

    [Fact]
    public void Open_WhenNothingOrTwoListEntries_Fails()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(21), 5);
        string mizan = Write("mizan", Exports.Balance(journal), "csv");
        DefterXException alone = Fails.With(ErrorIds.JournalUnreadable, () => _ = Reader(mizan).ReadEntries(CancellationToken.None).Count());
        Assert.Contains("no journal", alone.Message, StringComparison.Ordinal);
        DefterXException two = Fails.With(ErrorIds.JournalUnreadable, () => _ = Reader(
            Write("a", Exports.VoucherList(journal), "csv"), Write("b", Exports.JournalList(journal, false), "csv"))
            .ReadEntries(CancellationToken.None).Count());
        Assert.Contains("LUCA Detay Fiş Listesi", two.Message, StringComparison.Ordinal);
        Assert.Contains("LUCA Yevmiye Defteri", two.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GeneralLedger_WhenLongerThanARun_IsSortedByEntry()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(22), 9_000);
        List<JournalEntry> read = [.. Reader(Write("kebir", Exports.GeneralLedger(journal), "csv")).ReadEntries(CancellationToken.None)];
        Assert.Equal(journal.Select(entry => entry.Number), read.Select(entry => entry.Number));
        Assert.Equal(journal.Sum(entry => entry.Lines.Sum(line => line.Amount)), read.Sum(entry => entry.Lines.Sum(line => line.Amount)));
    }

    private static IEnumerable<string> Documents(List<JournalEntry> journal, bool withTypes) =>
        journal.SelectMany(entry => entry.Lines.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Number} {line.AccountSubId ?? line.AccountMainId} {line.IsDebit} {line.Amount:0.00} {line.DocumentNumber} {line.DocumentDate:d} {(withTypes ? line.DocumentType + line.DocumentTypeDescription : "")}")));

    private static string Turned(ImportNotice notice) => notice.Message.Replace("tür", "kind", StringComparison.Ordinal);

    private JournalReader Reader(params string[] paths) => new(
        [.. paths.Select(path => new ExportSource(path, path))],
        new ReadContext { EnteredBy = "Ayşe Örnek", Notices = _notices, DocumentTypeCodes = Exports.Codes });

    private string Write(string name, List<object?[]> rows, string form)
    {
        string path = _folder[$"{name}.{form}"];
        File.WriteAllBytes(path, form == "csv" ? Exports.Csv(rows, new UTF8Encoding(true), rows.Max(row => row.Length)) : new XlsxWriter().Write(rows));
        return path;
    }
}
