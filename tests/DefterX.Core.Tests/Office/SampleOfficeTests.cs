using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Journals;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class SampleOfficeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _samples = FindSamples();
    private readonly Period _period = new(2026, 9);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WhenWithTheDocumentedKey_LogsIn()
    {
        // The hash in the sample was made by Python's hashlib, not by us.
        using LoginKey key = LoginKey.Parse("dft-dem-ofi-s26");
        Session session = SessionOpener.Open(Copy(), key, "1234567", _period, new SessionOptions(), null, CancellationToken.None);
        Assert.Equal(3, session.FirmCount);
        Assert.Equal(GibEnvironment.Test, session.GibEnvironment);
    }

    [Fact]
    public void List_WhenChecked_HasNoProblem() =>
        Assert.All(Copy().Firms.List(), firm => Assert.Empty(FirmValidator.Problems(firm)));

    [Theory]
    [InlineData("7341200986", null)]
    [InlineData("48312007522", null)]
    [InlineData("5123400670", "0001")]
    [InlineData("5123400670", "0002")]
    public void Import_WhenSampleExport_HoldsSoundBooks(string identifier, string? branch)
    {
        OfficeFolder office = Copy();
        string name = branch is null ? $"{identifier}-2026-09.csv" : $"{identifier}-{branch}-2026-09.csv";
        JournalImport import = JournalStore.Import(
            office, new JournalSource(office.Firms.Get(identifier), _period, branch, [Path.Combine(_samples, "office-exports", name)], new ImportOptions()), CancellationToken.None);
        Assert.InRange(import.Entries, 20, 300);
        Assert.Equal(import.TotalDebit, import.TotalCredit);

        List<JournalEntry> entries = JournalStore.OpenReader(import).ReadEntries(CancellationToken.None).ToList();
        Assert.Equal(entries.OrderBy(entry => entry.Date).Select(entry => entry.Number), entries.Select(entry => entry.Number));
        Assert.All(entries, entry =>
        {
            Assert.Equal(
                entry.Lines.Where(line => line.IsDebit).Sum(line => line.Amount),
                entry.Lines.Where(line => !line.IsDebit).Sum(line => line.Amount));
            Assert.All(entry.Lines, line =>
            {
                Assert.True(line.Amount > 0);
                Assert.NotNull(line.DocumentType);
                Assert.NotNull(line.DocumentNumber);
                Assert.Equal(line.DocumentType == "other", line.DocumentTypeDescription is not null);
                Assert.Equal(entry.Date, line.DocumentDate);
                Assert.NotNull(line.AccountSubName);
            });
        });
    }

    private static string FindSamples()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DefterX.PowerShell.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "samples");
    }

    private OfficeFolder Copy()
    {
        string source = Path.Combine(_samples, "office");
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = _folder[Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        return OfficeFolder.Open(_folder.FolderPath);
    }
}
