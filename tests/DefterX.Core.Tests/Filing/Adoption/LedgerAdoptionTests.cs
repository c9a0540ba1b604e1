using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing.Adoption;
using DefterX.Filing.Creation;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Adoption;

/// <summary>Taking in what other software created, which here is another office.</summary>
public sealed class LedgerAdoptionTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-tests-").FullName;
    private FilingOffice _other = null!;
    private FilingOffice _office = null!;

    public async Task InitializeAsync()
    {
        _other = await FilingOffice.StartAsync();
        _office = await FilingOffice.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _office.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Adopt_WhenLedgersAreUnsigned_KeepsTheirBytesAndMakesTheReport(string culture)
    {
        using CultureScope scope = new(culture);
        CreateElsewhere(splits: [new(2026, 9, 16)]);
        foreach (string report in Directory.GetFiles(_other.Month.FolderPath, "*-DR-*.xml")) File.Delete(report);
        string[] sources = Directory.GetFiles(_other.Month.FolderPath, "*.xml");
        Ledger ledger = Adopt(sources);
        Assert.Equal((LedgerState.Created, 2, 40L, 1L, 40L), (ledger.State, ledger.Parts, ledger.Entries, ledger.FirstEntryNumber, ledger.LastEntryNumber));
        Assert.All(sources, source => Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(Here(source))));
        Assert.Empty(_office.Preparation.Validate(_office.September, CancellationToken.None));
        Assert.True(File.Exists(_office.Month.PathOf(LedgerFileKind.DR)));
    }

    [Fact]
    public async Task Publish_WhenLedgersWereTakenIn_EndsApproved()
    {
        CreateElsewhere(splits: []);
        Adopt([_other.Month.FolderPath]);
        _office.Connect();
        Assert.Equal(LedgerState.Approved, (await _office.PublishAsync()).State);
    }

    [Fact]
    public async Task Adopt_OfAnApprovedMonth_WasApprovedWhenGibSigned()
    {
        _other.CreateAndSign();
        Ledger there = await _other.PublishAsync();
        DateTime signed = Directory.GetFiles(_other.Month.FolderPath, "GIB-*.xml")
            .Max(file => SignatureVerifier.Verify(file, TrustedRoots.None, CancellationToken.None).CounterSignedAt!.Value.LocalDateTime);
        Assert.Equal(signed, there.ApprovedAt);
        Assert.Equal((LedgerState.Approved, signed), (Adopt([_other.Month.FolderPath]).State, _office.Overview.Get(_office.September).ApprovedAt));
    }

    [GibPackageFact]
    public async Task Publish_WhenLedgersWereTakenIn_PassesGibsChecks()
    {
        CreateElsewhere(splits: [new(2026, 9, 16)]);
        File.Delete(_other.Month.PathOf(LedgerFileKind.DR));
        Adopt([_other.Month.FolderPath]);
        _office.Connect();
        await _office.PublishAsync();
        Oracle.AssertAccepts("ledger-set", _office.Month.FolderPath);
    }

    [Fact]
    public async Task Adopt_WhenTheMonthIsSigned_IsSignedByteForByte()
    {
        _other.CreateAndSign();
        string[] sources = Directory.GetFiles(_other.Month.FolderPath, "*.xml");
        Ledger ledger = Adopt(sources);
        Assert.Equal(LedgerState.Signed, ledger.State);
        Assert.Equal(_other.Firm.Title, ledger.SignedBy);
        Assert.All(sources, source => Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(Here(source))));
        _office.Connect();
        Assert.Equal(LedgerState.Approved, (await _office.PublishAsync()).State);
    }

    [Fact]
    public async Task Adopt_WhenTheMonthWasFiledElsewhere_IsApprovedAndTheNextFollows()
    {
        _other.Connect();
        _other.Import(Books.Entries(12, Books.September));
        await _other.PublishAsync();
        Assert.Equal(LedgerState.Approved, Adopt([_other.Month.FolderPath]).State);
        Period october = new(2026, 10);
        _office.Import(Books.Entries(7, october, seed: 2), october);
        Ledger next = _office.Preparation.Create(_office.September with { Period = october }, new LedgerCreateOptions(), CancellationToken.None);
        Assert.Equal(13, next.FirstEntryNumber);
    }

    [Fact]
    public void Adopt_WhenTheyComeAsPackages_TakesThemOut()
    {
        _other.CreateAndSign();
        string zip = In(_other.September.FileName(LedgerFileKind.Y).PackageFileName);
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            foreach (LedgerFileKind kind in new[] { LedgerFileKind.YB, LedgerFileKind.Y }) Add(archive, _other.Month.PathOf(kind));
        }

        Ledger ledger = Adopt([zip, .. Directory.GetFiles(_other.Month.FolderPath, "*-K*.xml"), _other.Month.PathOf(LedgerFileKind.DR)]);
        Assert.Equal(LedgerState.Signed, ledger.State);
    }

    [Theory]
    [InlineData("K missing")]
    [InlineData("part missing")]
    [InlineData("amount")]
    [InlineData("lines differ")]
    [InlineData("other name")]
    [InlineData("not a zip")]
    [InlineData("foreign file in zip")]
    [InlineData("two of one name")]
    [InlineData("empty folder")]
    public void Adopt_WhenSomethingIsWrong_ThrowsLedgerInvalidAndChangesNothing(string fault)
    {
        CreateElsewhere(splits: fault == "part missing" ? [new(2026, 9, 11), new(2026, 9, 21)] : []);
        string folder = _other.Month.FolderPath;
        string journal = _other.Month.PathOf(LedgerFileKind.Y);
        string ledger = _other.Month.PathOf(LedgerFileKind.K);
        List<string> sources = [folder];
        switch (fault)
        {
            case "K missing": File.Delete(ledger); break;
            case "part missing":
                foreach (LedgerFileKind kind in LedgerBook.Journal.Ledgers()) File.Delete(_other.Month.PathOf(kind, 2));
                break;
            case "amount": Replace(journal, "</gl-cor:amount>", "9</gl-cor:amount>"); break;
            case "lines differ": Replace(ledger, "ORN2026000000001", "ORN2026000000002"); break;
            case "other name":
                File.Copy(journal, In("yevmiye.xml"));
                sources.Add(In("yevmiye.xml"));
                break;
            case "not a zip":
                File.Copy(journal, In("1234567808-202609-YB-000000.zip"));
                sources.Add(In("1234567808-202609-YB-000000.zip"));
                break;
            case "foreign file in zip":
                string zip = In("1234567808-202609-KB-000000.zip");
                using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create)) archive.CreateEntry("../../evil.xml");
                sources.Add(zip);
                break;
            case "two of one name":
                File.WriteAllText(In(Path.GetFileName(journal)), File.ReadAllText(journal) + "\n");
                sources.Add(In(Path.GetFileName(journal)));
                break;
            case "empty folder":
                Directory.CreateDirectory(In("boş"));
                sources = [In("boş")];
                break;
        }

        string[] before = _office.Snapshot();
        Fails.With(ErrorIds.LedgerInvalid, () => Adopt(sources));
        Assert.Equal(before, _office.Snapshot());
    }

    [Fact]
    public void Adopt_WhenASignatureIsBroken_ThrowsSignatureInvalid()
    {
        _other.CreateAndSign();
        Replace(_other.Month.PathOf(LedgerFileKind.YB), ">391<", ">391 <");
        Fails.With(ErrorIds.SignatureInvalid, () => Adopt([_other.Month.FolderPath]));
    }

    [Fact]
    public void Adopt_WhenTheMonthIsHere_WantsForceAndOnlyBeforeItWasSent()
    {
        CreateElsewhere(splits: [new(2026, 9, 16)]);
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        Fails.With(ErrorIds.LedgerExists, () => Adopt([_other.Month.FolderPath]));
        Assert.Equal(2, Adopt([_other.Month.FolderPath], force: true).Parts);
        Assert.Equal(5, Directory.GetFiles(_office.Month.FolderPath, "*.xml").Length);
    }

    [Fact]
    public void Adopt_WhenCountersDoNotContinue_ThrowsLedgerInvalid()
    {
        CreateElsewhere(splits: []);
        FilingOffice office = _office;
        Firm firm = office.Firm with { OpeningCounters = new OpeningCounters(100, 250, 8, new Period(2026, 8)) };
        office.Office.Firms.Update(firm);
        DefterXException e = Fails.With(ErrorIds.LedgerInvalid, () => Adopt([_other.Month.FolderPath]));
        Assert.Contains("DX2302", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_WhenAFirmIsUnknown_SaysSoAndGoesOn()
    {
        CreateElsewhere(splits: []);
        File.Copy(_other.Month.PathOf(LedgerFileKind.Y), Path.Combine(_other.Month.FolderPath, "9876543217-202609-Y-000000.xml"));
        List<string> errors = [];
        using LedgerSources sources = LedgerSources.Open([_other.Month.FolderPath], CancellationToken.None);
        Assert.Single(new LedgerAdoption(_office.Context, _office.Overview).Months(sources, e => errors.Add(e.ErrorId)));
        Assert.Equal([ErrorIds.FirmNotFound], errors);
    }

    private void CreateElsewhere(DateTime[] splits)
    {
        _other.Import(Books.Entries(40, Books.September));
        _other.Preparation.Create(_other.September, new LedgerCreateOptions { SplitDates = splits }, CancellationToken.None);
    }

    private Ledger Adopt(IEnumerable<string> paths, bool force = false)
    {
        using LedgerSources sources = LedgerSources.Open(paths, CancellationToken.None);
        LedgerAdoption adoption = new(_office.Context, _office.Overview);
        return adoption.Adopt(Assert.Single(adoption.Months(sources, e => throw e)), force, CancellationToken.None);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Here(string source) => Path.Combine(_office.Month.FolderPath, Path.GetFileName(source));

    private static void Add(ZipArchive archive, string path)
    {
        using Stream entry = archive.CreateEntry(Path.GetFileName(path)).Open();
        using FileStream file = File.OpenRead(path);
        file.CopyTo(entry);
    }

    private static void Replace(string path, string from, string to)
    {
        string text = File.ReadAllText(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at > 0);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }
}
