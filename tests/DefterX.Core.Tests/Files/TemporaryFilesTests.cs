using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Files;

/// <summary>What a killed process leaves is cleared away, and what a living one writes is not.</summary>
public sealed class TemporaryFilesTests : IDisposable
{
    private const string OldTag = "0123456789abcdef0123456789abcdef";
    private readonly TemporaryFolder _folder = new();

    private static LedgerId Id => Books.Request(Books.Company, Books.September).Id;

    private MonthFolder Month => new(Id, _folder.FolderPath);

    private string[] Left => [.. Directory.EnumerateFileSystemEntries(_folder.FolderPath).Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweep_WriterLives_LeavesItsFileUntilItIsKilled()
    {
        using OtherProcess writer = await OtherProcess.StartAsync("writing", "write", _folder["validation.json"]);
        TemporaryFiles.Sweep(_folder.FolderPath);
        Assert.StartsWith("~validation.json.", Assert.Single(Left), StringComparison.Ordinal);

        writer.Kill();
        TemporaryFiles.Sweep(_folder.FolderPath);

        Assert.Empty(Left);
    }

    [Fact]
    public void Sweep_OfThisProcess_StaysAlone()
    {
        string temporary = Plant(Path.GetFileName(AtomicFile.TemporaryName(_folder["office.json"])));
        TemporaryFiles.Sweep(_folder.FolderPath);
        Assert.Equal([temporary], Left);
    }

    [Theory]
    [InlineData("~büro.json.00000000-17-00000000-1.tmp", 23, true)]
    [InlineData("~büro.json.00000000-17-00000000-1.tmp", 25, false)]
    [InlineData("~büro.json." + OldTag + ".tmp", 23, true)]
    [InlineData("~büro.json." + OldTag + ".tmp", 25, false)]
    [InlineData("~WRL0001.tmp", 9999, true)]
    public void Sweep_OfAnotherMachineOrNobodyKnown_GoesAfterADay(string name, int hours, bool stays)
    {
        Plant(name);
        File.SetLastWriteTimeUtc(_folder[name], DateTime.UtcNow.AddHours(-hours));

        TemporaryFiles.Sweep(_folder.FolderPath);

        Assert.Equal(stays ? [name] : [], Left);
    }

    [Fact]
    public async Task SweepFolders_ProcessHasEnded_DeletesItsFolderAlone()
    {
        using OtherProcess other = await OtherProcess.StartAsync("writing", "write", _folder["x"]);
        string tag = Path.GetFileName(Directory.EnumerateFiles(_folder.FolderPath).Single())["~x.".Length..^".tmp".Length];
        other.Kill();
        string ours = "defterx-" + TemporaryFiles.NewTag();
        Directory.CreateDirectory(_folder[ours]);
        Directory.CreateDirectory(Path.Combine(_folder["defterx-" + tag], "alt"));
        Directory.CreateDirectory(_folder["defterx-office"]);
        TemporaryFiles.Sweep(_folder.FolderPath);

        TemporaryFiles.SweepFolders(_folder.FolderPath, "defterx");

        Assert.Equal(new[] { ours, "defterx-office" }.Order(StringComparer.Ordinal), Left);
    }

    // The names that creating, signing, packing and receiving give; whoever has the lock is the only one to write them.
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Lock_OfAMonth_ClearsWhatIsThatMonths(string culture) => CultureScope.Run(culture, () =>
    {
        string tag = TemporaryFiles.NewTag();
        foreach (string target in new[]
        {
            $"{Id.FileName(LedgerFileKind.Y, 1)}", $"~{Id.FileName(LedgerFileKind.Y, 1)}.{OldTag}.tmp",
            $"{Id.FileName(LedgerFileKind.KB)}", $"GIB-{Id.FileName(LedgerFileKind.YB)}",
            $"{Id.FileName(LedgerFileKind.DR).PackageFileName}", $"~{Id}.lock"[1..],
        })
        {
            Plant($"~{target}.{tag}.tmp");
            Plant($"~{target}.{OldTag}.tmp");
        }

        LedgerId branch = Id with { Branch = new Branch("0001", "Şube") };
        LedgerId inventory = Id with { Book = LedgerBook.Inventory };
        string[] others =
        [
            Plant($"~{branch.FileName(LedgerFileKind.Y)}.{tag}.tmp"),
            Plant($"~{inventory.FileName(LedgerFileKind.E)}.{tag}.tmp"),
            Plant($"~{Id.FileName(LedgerFileKind.Y)}.html.{tag}.tmp"),
            Plant($"~yevmiye.xslt.{tag}.tmp"),
            Plant($"{Id.FileName(LedgerFileKind.Y)}"),
        ];

        Month.Lock().Dispose();

        Assert.Equal(others.Order(StringComparer.Ordinal), Left);
    });

    [Fact]
    public async Task Lock_OfAMonth_ClearsWhatAKilledProcessLeftOfTheSharedFiles()
    {
        using OtherProcess writer = await OtherProcess.StartAsync("writing", "write", _folder["kebir.xslt"]);
        writer.Kill();
        Month.Lock().Dispose();
        Assert.Empty(Left);
    }

    private string Plant(string name)
    {
        File.WriteAllText(_folder[name], name, Encoding.UTF8);
        return name;
    }
}
