using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Journals;
using DefterX.Office;
using DefterX.Tests.Files;
using DefterX.Tests.Office;
using Xunit;

namespace DefterX.Tests.Journals;

public sealed class JournalStoreTests : IDisposable
{
    private const string Header = "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak\n";
    private const string Sound =
        Header + "1;01.09.2026;100;Kasa;1.000,50;\n1;01.09.2026;102.01;Banka;;1.000,50\n2;30.09.2026;100;Kasa;5,00;\n";
    private readonly OfficeFixture _fixture = new();
    private readonly Firm _firm = OfficeFixture.Firm();
    private readonly Firm _branched = OfficeFixture.Firm("7341200986", new Branch("0001", "Bir"), new Branch("0002", "İki"));
    private readonly Period _period = new(2026, 9);

    private string Source => Path.Combine(_fixture.Root, "eylül.csv");

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Import_WhenSound_KeepsTheFileAndItsTotals(string culture) => CultureScope.Run(culture, () =>
    {
        JournalImport import = Import(Sound);
        Assert.Equal((2, 3, 1005.50m, 1000.50m), (import.Entries, import.Lines, import.TotalDebit, import.TotalCredit));
        Assert.Equal(Path.Combine(_fixture.Office.JournalFolder(_firm.Identifier, _period), "eylül.csv"), import.Path);
        Assert.Equal(File.ReadAllBytes(Source), File.ReadAllBytes(import.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Source))), import.Sha256);
        JournalImport found = JournalStore.Get(_fixture.Office, _firm, _period, null);
        Assert.Equal(import, found);
        Assert.Equal(2, JournalStore.OpenReader(found).ReadEntries(CancellationToken.None).Count());
    });

    [Fact]
    public void Import_WhenTheSameAgain_ChangesNothing()
    {
        JournalImport first = Import(Sound);
        string[] before = Snapshot();
        JournalImport again = Import(Sound);
        Assert.Equal(first, again);
        Assert.Equal(before, Snapshot());
    }

    // A killed import leaves its copy in the office's folder, or files in the month's that no record names.
    [Fact]
    public async Task Import_AfterOneThatWasKilled_IsAsIfThatHadNotBeen()
    {
        string folder = _fixture.Office.JournalFolder(_firm.Identifier, _period);
        Directory.CreateDirectory(folder);
        foreach (string path in new[] { Path.Combine(_fixture.Office.Path, "eylül.csv"), Path.Combine(folder, "import.json") })
        {
            using OtherProcess writer = await OtherProcess.StartAsync("writing", "write", path);
            writer.Kill();
        }

        File.WriteAllText(Path.Combine(folder, "eylül.csv"), Sound);
        Assert.Null(JournalStore.Find(_fixture.Office, _firm, _period, null));

        JournalImport import = Import(Sound);

        Assert.Equal(1005.50m, import.TotalDebit);
        Assert.Equal(["eylül.csv", "import.json"], Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(_fixture.Office.Path, "~*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Import_WhenAnotherIsThere_WantsForceAndKeepsTheOldOne()
    {
        JournalImport first = Import(Sound);
        string changed = Sound.Replace("5,00", "6,00", StringComparison.Ordinal);
        Fails.With(ErrorIds.LedgerExists, () => Import(changed));
        Assert.Equal(first, JournalStore.Find(_fixture.Office, _firm, _period, null));
        JournalImport second = Import(changed, force: true);
        Assert.Equal(1006.50m, second.TotalDebit);
        string old = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(second.Path)!, "*.replaced-*"));
        Assert.Equal(Sound, File.ReadAllText(old));
        Assert.Equal(second, JournalStore.Find(_fixture.Office, _firm, _period, null));
    }

    [Fact]
    public void Import_WhenAReplacementWasCutShort_TheOldOneStands()
    {
        JournalImport first = Import(Sound);
        string folder = Path.GetDirectoryName(first.Path)!;
        string record = File.ReadAllText(Path.Combine(folder, "import.json"));
        string changed = Sound.Replace("5,00", "6,00", StringComparison.Ordinal);
        JournalImport second = Import(changed, force: true);

        // As if the process had died after the new file was in place, before the record named it.
        File.WriteAllText(Path.Combine(folder, "import.json"), record);
        File.Move(Assert.Single(Directory.GetFiles(folder, "*.replaced-*")), first.Path);
        JournalImport found = JournalStore.Get(_fixture.Office, _firm, _period, null);
        Assert.Equal(first, found);
        JournalStore.EnsureUnchanged(found);
        Assert.Equal(1005.50m, found.TotalDebit);
        JournalImport again = Import(changed, force: true);
        Assert.Equal((second.Sha256, second.Path), (again.Sha256, again.Path));
        JournalStore.EnsureUnchanged(again);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(null)]
    public void Get_WhenTheFileWasChangedOrDeleted_SaysSoAndImportsAgainWithoutForce(string? added)
    {
        JournalImport import = Import(Sound);
        if (added is null) File.Delete(import.Path);
        else File.AppendAllText(import.Path, added);
        DefterXException failure = Fails.With(
            ErrorIds.JournalUnreadable, () => JournalStore.Get(_fixture.Office, _firm, _period, null));
        Assert.Contains("changed after it was imported", failure.Message, StringComparison.Ordinal);
        Assert.Contains(import.Path, failure.Message, StringComparison.Ordinal);
        Assert.Equal(import.Sha256, JournalStore.Find(_fixture.Office, _firm, _period, null)!.Sha256);
        JournalImport again = Import(Sound);
        Assert.Equal(import.Sha256, again.Sha256);
        JournalStore.EnsureUnchanged(JournalStore.Get(_fixture.Office, _firm, _period, null));
    }

    [Fact]
    public void EnsureUnchanged_WhenAByteOfTheSameLengthDiffers_Fails()
    {
        JournalImport import = Import(Sound);
        File.WriteAllText(import.Path, Sound.Replace("5,00", "6,00", StringComparison.Ordinal));
        Fails.With(ErrorIds.JournalUnreadable, () => JournalStore.EnsureUnchanged(JournalStore.Get(_fixture.Office, _firm, _period, null)));
    }

    [Theory]
    [InlineData("3;01.10.2026;100;Kasa;5,00;\n", "line 5")]
    [InlineData("3;30.09.2026;100;Kasa;x;\n", "line 5")]
    public void Import_WhenARowIsWrong_FailsAtTheSourcesLineAndChangesNothing(string row, string expected)
    {
        string[] before = Snapshot();
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => Import(Sound + row));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Source, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Import_WhenTheSourceIsMissing_FailsWithJournalNotFound()
    {
        Fails.With(ErrorIds.JournalNotFound, () => JournalStore.Import(
            _fixture.Office, new JournalSource(_firm, _period, null, [Source], new ImportOptions()), CancellationToken.None));
        Fails.With(ErrorIds.JournalNotFound, () => JournalStore.Get(_fixture.Office, _firm, _period, null));
    }

    [Fact]
    public void Import_WhenTheFirmHasBranches_WantsOneOfThem()
    {
        File.WriteAllText(Source, Sound);
        DefterXException none = Fails.With(ErrorIds.FirmNotFound, () => ImportBranch(_branched, null));
        Assert.Contains("0001, 0002", none.Message, StringComparison.Ordinal);
        Fails.With(ErrorIds.FirmNotFound, () => ImportBranch(_branched, "0003"));
        Fails.With(ErrorIds.FirmNotFound, () => ImportBranch(_firm, "0001"));
        JournalImport import = ImportBranch(_branched, "0002");
        Assert.Equal("0002", import.Branch);
        Assert.Null(JournalStore.Find(_fixture.Office, _branched, _period, "0001"));
        Assert.Equal(import, JournalStore.Find(_fixture.Office, _branched, _period, "0002"));
    }

    private JournalImport Import(string text, bool force = false)
    {
        File.WriteAllText(Source, text);
        return JournalStore.Import(
            _fixture.Office, new JournalSource(_firm, _period, null, [Source], new ImportOptions(force)), CancellationToken.None);
    }

    private JournalImport ImportBranch(Firm firm, string? branch) => JournalStore.Import(
        _fixture.Office, new JournalSource(firm, _period, branch, [Source], new ImportOptions()), CancellationToken.None);

    private string[] Snapshot() => Directory.GetFileSystemEntries(_fixture.Office.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? File.GetLastWriteTimeUtc(path).Ticks : 0)}")
        .ToArray();
}
