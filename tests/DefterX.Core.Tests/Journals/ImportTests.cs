using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Office;
using DefterX.Tests.Office;
using Xunit;

namespace DefterX.Tests.Journals;

/// <summary>Imports of several files, attachments, codes of documents and inventories.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();
    private readonly Firm _firm = OfficeFixture.Firm();
    private readonly Period _period = new(2026, 9);
    private readonly List<JournalEntry> _journal = SampleBooks.Make(new Random(41), 20);

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Import_OfSeveralFiles_KeepsThemAllAndReadsThemAgainAlike(string culture) => CultureScope.Run(culture, () =>
    {
        string ledger = Csv("kebir.csv", Exports.GeneralLedger(_journal));
        string vouchers = Xlsx("fis.xlsx", Exports.VoucherList(_journal));
        string balance = Xlsx("mizan.xlsx", Exports.Balance(_journal));
        ImportNotices notices = new();
        JournalImport import = Import([ledger, vouchers, balance], new ImportOptions { Notices = notices });
        Assert.Equal(3, import.Files.Count);
        Assert.Equal("fis.xlsx", Path.GetFileName(import.Path));
        Assert.Equal((20, "00001", "00020"), (import.Entries, import.FirstEntryNumber, import.LastEntryNumber));
        Assert.Equal((new DateTime(2026, 9, 1), _journal[^1].Date), (import.FirstDate, import.LastDate));
        Assert.Equal(notices.Count, import.Notices);
        Assert.NotEqual(0, import.Notices);
        JournalImport found = JournalStore.Get(_fixture.Office, _firm, _period, null);
        Assert.Equal(import, found);
        JournalStore.EnsureUnchanged(found);
        List<JournalEntry> read = [.. JournalStore.OpenReader(found).ReadEntries(CancellationToken.None)];
        Assert.Equal(_journal.SelectMany(Numbers), read.SelectMany(Numbers));
        Assert.Equal(import, Import([ledger, vouchers, balance], new ImportOptions()));

        File.AppendAllText(found.Files[2], "x");
        Fails.With(ErrorIds.JournalUnreadable, () => JournalStore.EnsureUnchanged(found));
        Assert.Equal(import.Sha256, Import([ledger, vouchers, balance], new ImportOptions()).Sha256);
        JournalStore.EnsureUnchanged(JournalStore.Get(_fixture.Office, _firm, _period, null));
    });

    [Fact]
    public void Import_WhenCodesAreExplained_KeepsThemWithTheFiles()
    {
        string transfer = Csv("aktarim.csv", Exports.Transfer(_journal));
        Fails.With(ErrorIds.JournalUnreadable, () => Import([transfer], new ImportOptions()));
        Assert.Null(JournalStore.Find(_fixture.Office, _firm, _period, null));
        JournalImport import = Import([transfer], new ImportOptions { DocumentTypeCodes = Exports.Codes });
        List<JournalEntry> read = [.. JournalStore.OpenReader(JournalStore.Get(_fixture.Office, _firm, _period, null))
            .ReadEntries(CancellationToken.None)];
        Assert.Equal(
            _journal.SelectMany(entry => entry.Lines).Select(line => (line.DocumentType, line.DocumentTypeDescription)),
            read.SelectMany(entry => entry.Lines).Select(line => (line.DocumentType, line.DocumentTypeDescription)));

        // Another meaning is another import.
        Dictionary<string, DocumentTypeCode> other = Exports.Codes.ToDictionary(code => code.Key, code => code.Value);
        other["FT"] = new DocumentTypeCode("other", "Fiyat Teklifi");
        Fails.With(ErrorIds.LedgerExists, () => Import([transfer], new ImportOptions { DocumentTypeCodes = other }));
        JournalImport second = Import([transfer], new ImportOptions(Force: true) { DocumentTypeCodes = other });
        Assert.NotEqual(import.Sha256, second.Sha256);
        Assert.Equal(import.Path, second.Path);
        Assert.Contains(
            JournalStore.OpenReader(second).ReadEntries(CancellationToken.None).SelectMany(entry => entry.Lines),
            line => line.DocumentTypeDescription == "Fiyat Teklifi");
    }

    [Theory]
    [InlineData("bill", null)]
    [InlineData("other", null)]
    [InlineData("invoice", "Fatura")]
    public void Import_WhenACodeIsExplainedWrongly_Fails(string type, string? description)
    {
        string path = Csv("own.csv", Exports.Own(_journal));
        Dictionary<string, DocumentTypeCode> codes = new() { ["EA"] = new DocumentTypeCode(type, description) };
        Assert.Contains(
            "'EA'",
            Fails.With(ErrorIds.JournalUnreadable, () => Import([path], new ImportOptions { DocumentTypeCodes = codes })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Import_WithAttachments_KeepsThemAndCoversThemByTheDigest()
    {
        string path = Csv("own.csv", Exports.Own(_journal));
        string pdf = Path.Combine(_fixture.Root, "rehin.pdf");
        File.WriteAllText(pdf, "%PDF-1.7\nörnek");
        JournalImport plain = Import([path], new ImportOptions());
        Fails.With(ErrorIds.LedgerExists, () => Import([path], new ImportOptions { Attachments = [pdf] }));
        JournalImport import = Import([path], new ImportOptions(Force: true) { Attachments = [pdf] });
        Assert.NotEqual(plain.Sha256, import.Sha256);
        Assert.Equal(plain.Path, import.Path);
        string kept = Assert.Single(JournalStore.Get(_fixture.Office, _firm, _period, null).Attachments);
        Assert.Equal(Path.Combine(Path.GetDirectoryName(import.Path)!, "attachments", "rehin.pdf"), kept);
        Assert.Equal(File.ReadAllBytes(pdf), File.ReadAllBytes(kept));
        Assert.Equal(import, Import([path], new ImportOptions { Attachments = [pdf] }));
        File.WriteAllText(kept, "%PDF-1.7\nörnej");
        Fails.With(ErrorIds.JournalUnreadable, () => JournalStore.EnsureUnchanged(import));
    }

    [Theory]
    [InlineData("rehin.pdf", "PK", ErrorIds.JournalUnreadable)]
    [InlineData("rehin.PDF", "%PDF-1.7", ErrorIds.JournalUnreadable)]
    [InlineData("rehin.docx", "%PDF-1.7", ErrorIds.JournalUnreadable)]
    [InlineData("rehin.pdf", null, ErrorIds.JournalNotFound)]
    public void Import_WhenAnAttachmentIsNoPdf_FailsAndChangesNothing(string name, string? text, string id)
    {
        string pdf = Path.Combine(_fixture.Root, name);
        if (text is not null) File.WriteAllText(pdf, text);
        Fails.With(id, () => Import([Csv("own.csv", Exports.Own(_journal))], new ImportOptions { Attachments = [pdf] }));
        Assert.Null(JournalStore.Find(_fixture.Office, _firm, _period, null));
    }

    [Fact]
    public void Import_WhenAnAttachmentIsTooLarge_Fails()
    {
        string pdf = Path.Combine(_fixture.Root, "büyük.pdf");
        using (FileStream stream = File.Create(pdf))
        {
            stream.Write("%PDF-"u8);
            stream.SetLength(101L << 20);
        }

        Assert.Contains(
            "101 MB",
            Fails.With(
                ErrorIds.JournalUnreadable,
                () => Import([Csv("own.csv", Exports.Own(_journal))], new ImportOptions { Attachments = [pdf] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_SaysWhatAnImportWouldGiveAndWritesNothing()
    {
        string path = Csv("own.csv", Exports.Own(_journal));
        string[] before = Directory.GetFileSystemEntries(_fixture.Office.Path, "*", SearchOption.AllDirectories);
        JournalImport import = JournalStore.Examine(
            _fixture.Office, new JournalSource(_firm, _period, null, [path], new ImportOptions()), CancellationToken.None);
        Assert.Equal(before, Directory.GetFileSystemEntries(_fixture.Office.Path, "*", SearchOption.AllDirectories));
        Assert.Equal((path, 20, "DefterX (csv)"), (import.Path, import.Entries, import.Layout));
        JournalImport done = Import([path], new ImportOptions());
        Assert.Equal((done.Lines, done.TotalDebit, done.TotalCredit), (import.Lines, import.TotalDebit, import.TotalCredit));
    }

    [Theory]
    [InlineData("csv", "")]
    [InlineData("xlsx", "tr-TR")]
    public void Import_OfAnInventory_StandsBesideTheJournal(string form, string culture) => CultureScope.Run(culture, () =>
    {
        List<object?[]> rows =
        [
            ["Fiş No", "Tarih", "Fiş Açıklaması", "Hesap Kodu", "Hesap Adı", "Ana Hesap Adı", "Tutar", "Miktar", "Birim", "Stok Kodu", "Stok Adı", "Döviz Tutarı", "Para Birimi", "Kur", "Kur Tarihi", "Açıklama", "Kaydeden"],
            ["E1", new DateTime(2026, 9, 1), "Açılış envanteri", "153.01", "Çelik boru", null, 1250.5m, "12,5", "KGM", "B-01", "Boru 2\"", null, null, null, null, "Raf 1", "Işıl"],
            ["E1", new DateTime(2026, 9, 1), null, "102.02", "USD hesabı", "Bankalar", 4125m, null, null, null, null, "100,00", "USD", "41,25", new DateTime(2026, 8, 31), null, null],
            ["E2", new DateTime(2026, 9, 1), null, "100", "Kasa", null, 10m, null, null, null, null, null, null, null, null, null, null],
        ];
        string path = form == "csv" ? Csv("env.csv", rows) : Xlsx("env.xlsx", rows);
        Import([Csv("own.csv", Exports.Own(_journal))], new ImportOptions());
        JournalImport import = Import([path], new ImportOptions { IsInventory = true });
        Assert.True(import.IsInventory);
        Assert.Equal((2, 3, 5385.5m, 0m), (import.Entries, import.Lines, import.TotalDebit, import.TotalCredit));
        Assert.Equal("inventory", Path.GetFileName(Path.GetDirectoryName(import.Path)));
        Assert.Equal(20, JournalStore.Get(_fixture.Office, _firm, _period, null).Entries);
        JournalImport found = JournalStore.Get(_fixture.Office, _firm, _period, null, isInventory: true);
        Assert.Equal(import, found);
        List<InventoryEntry> read = [.. JournalStore.OpenInventoryReader(found).ReadEntries(CancellationToken.None)];
        Assert.Equal(("E1", "Işıl", "Açılış envanteri"), (read[0].Number, read[0].EnteredBy, read[0].Comment));
        Assert.NotEqual("Işıl", read[1].EnteredBy);
        Assert.Equal(new Measurable("B-01", "Boru 2\"", 12.5m, "KGM"), read[0].Lines[0].Measurable);
        Assert.Equal(("153", "Ticari Mallar", "153.01", 1250.5m, "Raf 1"), (
            read[0].Lines[0].AccountMainId, read[0].Lines[0].AccountMainName, read[0].Lines[0].AccountSubId, read[0].Lines[0].Amount, read[0].Lines[0].Comment));
        Assert.Equal(new ForeignAmount(100m, "USD", 41.25m, new DateTime(2026, 8, 31)), read[0].Lines[1].Foreign);
        Assert.Null(read[0].Lines[1].Measurable);
        Assert.Null(read[1].Lines[0].AccountSubId);
    });

    [Theory]
    [InlineData("E1;01.09.2026;100;Kasa;1,00\nE2;02.09.2026;100;Kasa;1,00\n", "line 3", "one day")]
    [InlineData("E1;01.10.2026;100;Kasa;1,00\n", "line 2", "period")]
    [InlineData("E1;01.09.2026;100;Kasa;\n", "line 2", "Amount (Tutar)")]
    [InlineData("E1;01.09.2026;100;Kasa;1,00\nE2;01.09.2026;100;Kasa;1,00\nE1;01.09.2026;100;Kasa;1,00\n", "line 4", "already read")]
    public void Import_WhenAnInventoryIsWrong_FailsAtTheLine(string rows, string line, string expected)
    {
        string path = Path.Combine(_fixture.Root, "env.csv");
        File.WriteAllText(path, "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Tutar\n" + rows);
        string message = Fails.With(ErrorIds.JournalUnreadable, () => Import([path], new ImportOptions { IsInventory = true })).Message;
        Assert.Contains(line, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Fails.With(ErrorIds.JournalNotFound, () => JournalStore.Get(_fixture.Office, _firm, _period, null, isInventory: true));
    }

    private static IEnumerable<(string, string?, DateTime?)> Numbers(JournalEntry entry) =>
        entry.Lines.Select(line => (line.AccountSubId ?? line.AccountMainId, line.DocumentNumber, line.DocumentDate));

    private string Csv(string name, List<object?[]> rows)
    {
        string path = Path.Combine(_fixture.Root, name);
        File.WriteAllBytes(path, Exports.Csv(rows, new UTF8Encoding(true), rows.Max(row => row.Length)));
        return path;
    }

    private string Xlsx(string name, List<object?[]> rows)
    {
        string path = Path.Combine(_fixture.Root, name);
        File.WriteAllBytes(path, new XlsxWriter().Write(rows));
        return path;
    }

    private JournalImport Import(string[] paths, ImportOptions options) => JournalStore.Import(
        _fixture.Office, new JournalSource(_firm, _period, null, paths, options), CancellationToken.None);
}
