using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing.Creation;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Creation;

public sealed class LedgerPreparationTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Create_WhenAnEntryDoesNotBalance_ThrowsLedgerInvalidAndChangesNothing()
    {
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        entries[4] = entries[4] with { Lines = [entries[4].Lines[0] with { Amount = 1.11m }, entries[4].Lines[1]] };
        _office.Import(entries);
        string[] before = _office.Snapshot();
        DefterXException e = Fails.With(ErrorIds.LedgerInvalid, () => _office.Create());
        Assert.Contains("Y084", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, _office.Snapshot());
    }

    [Fact]
    public void Create_WhenNothingWasImported_ThrowsJournalNotFound() =>
        Fails.With(ErrorIds.JournalNotFound, () => _office.Create());

    [Fact]
    public void Create_WhenTheImportWasChanged_ThrowsJournalUnreadable()
    {
        JournalImport import = _office.Import(Books.Entries(9, Books.September));
        File.WriteAllText(import.Path, File.ReadAllText(import.Path).Replace("BANKALAR", "BONKALAR", StringComparison.Ordinal));
        Fails.With(ErrorIds.JournalUnreadable, () => _office.Create());
    }

    [Fact]
    public void Create_WhenTheMonthIsNotOver_ThrowsLedgerInvalid()
    {
        Period future = Period.Of(DateTime.UtcNow.AddHours(3)).AddMonths(1);
        _office.Import(Books.Entries(3, future), future);
        LedgerId id = _office.September with { Period = future };
        Fails.With(ErrorIds.LedgerInvalid, () => _office.Preparation.Create(id, new LedgerCreateOptions(), CancellationToken.None));
    }

    [Fact]
    public void Create_WhenCreatedBefore_WantsForce()
    {
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        Fails.With(ErrorIds.LedgerExists, () => _office.Create());
        Assert.Equal(
            LedgerState.Created, _office.Preparation.Create(_office.September, new LedgerCreateOptions(Force: true), CancellationToken.None).State);
    }

    [Fact]
    public void Create_OfARejectedMonth_SetsAsideWhatGibApprovedOfIt()
    {
        _office.CreateAndSign();
        MonthFolder month = _office.Month;
        File.Copy(month.PathOf(LedgerFileKind.YB), month.ApprovedPathOf(LedgerFileKind.YB));
        Note(LedgerFileKind.YB, FilingStep.Approved);
        Note(LedgerFileKind.KB, FilingStep.Rejected);
        Assert.Equal(LedgerState.Rejected, _office.Overview.Get(_office.September).State);

        _office.Preparation.Create(_office.September, new LedgerCreateOptions(Force: true), CancellationToken.None);

        Assert.Empty(Directory.GetFiles(month.FolderPath, "GIB-*"));
        Assert.Single(Directory.GetFiles(month.DeletedPath, "GIB-*"));
        Assert.DoesNotContain(_office.Overview.Get(_office.September).Files, file => file.Contains("GIB-", StringComparison.Ordinal));

        void Note(LedgerFileKind kind, FilingStep step) => month.Log.Append(new FilingEvent
        {
            Time = DateTimeOffset.UnixEpoch, Step = step, Package = month.Id.FileName(kind).PackageId, Environment = "Test",
        });
    }

    [Fact]
    public void Preview_WhenCreatingWouldFail_FailsInTheSameWayAndRecordsNothing()
    {
        Fails.With(ErrorIds.JournalNotFound, () => Preview());
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        _office.Import([entries[0] with { Lines = [entries[0].Lines[0] with { Amount = 1.11m }, entries[0].Lines[1]] }, .. entries[1..]]);
        string[] before = _office.Snapshot();
        Assert.Equal(9, Preview(validates: false).Entries);
        Fails.With(ErrorIds.LedgerInvalid, () => Preview());
        Assert.Equal(before, _office.Snapshot());
        _office.Import(entries, force: true);
        Assert.Equal(9, Preview().LastEntryNumber);
        _office.Create();
        Fails.With(ErrorIds.LedgerExists, () => Preview());
        Assert.Equal(9, Preview(force: true).LastEntryNumber);

        Period future = Period.Of(DateTime.UtcNow.AddHours(3)).AddMonths(1);
        _office.Import(Books.Entries(3, future), future);
        Fails.With(ErrorIds.LedgerInvalid, () => _office.Preparation.Preview(
            _office.September with { Period = future }, new LedgerCreateOptions(), validates: false, CancellationToken.None));
    }

    private Ledger Preview(bool validates = true, bool force = false) =>
        _office.Preparation.Preview(_office.September, new LedgerCreateOptions(force), validates, CancellationToken.None);

    [Fact]
    public void Remove_WhenNotSent_DeletesAndNeverUsesTheIdAgain()
    {
        _office.CreateAndSign();
        Assert.Equal(LedgerState.Valid, _office.Preparation.Remove(_office.September, "deneme").State);
        _office.Create();
        LedgerFacts summary = Facts.Of(_office.Month.PathOf(LedgerFileKind.Y));
        Assert.Equal("YEV202609000002", summary.UniqueId);
    }

    [Fact]
    public async Task Remove_WhenApproved_KeepsTheFilesAside()
    {
        _office.CreateAndSign();
        await _office.PublishAsync();
        _office.Preparation.Remove(_office.September, "GİB'de silindi");
        Assert.Equal(7, Directory.GetFiles(_office.Month.DeletedPath).Length);
        Assert.Empty(_office.Month.Files());
    }
}
