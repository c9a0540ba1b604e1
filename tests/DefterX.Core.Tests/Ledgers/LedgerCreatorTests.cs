using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Office;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class LedgerCreatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> SoundBooks => new()
    {
        { "company", "" },
        { "company", "tr-TR" },
        { "person", "" },
        { "branch", "tr-TR" },
    };

    [Theory]
    [MemberData(nameof(SoundBooks))]
    public void Create_WhenBooksAreSound_WritesJournalLedgerAndReport(string kind, string culture) =>
        Assert.Equal(3, CreateSound(kind, culture).Length);

    [GibPackageFact]
    public void Create_WhenBooksAreSound_PassesGibsRulesAndSchema()
    {
        string[] files = [.. SoundBooks.SelectMany(row => CreateSound((string)row[0], (string)row[1]))];
        Oracle.AssertAccepts("schematron", ["--unsigned", .. files]);
        Oracle.AssertAccepts("xsd", ["--unsigned", .. files]);
    }

    private string[] CreateSound(string kind, string culture)
    {
        using CultureScope scope = new(culture);
        Firm firm = kind switch { "person" => Books.Person, "branch" => Books.WithBranches, _ => Books.Company };
        Branch? branch = firm.Branches.Count > 0 ? firm.Branches[1] : null;
        return [.. Create(firm, Books.Entries(120, Books.September), branch, folder: kind + culture).Files()];
    }

    [Fact]
    public void Create_WhenMonthFollowsAnother_ContinuesCounters()
    {
        LedgerCounters before = new(347, 1080, 8);
        MonthFolder month = Create(Books.Company, Books.Entries(9, Books.September), before: before);
        LedgerFacts summary = Facts.Of(month.PathOf(LedgerFileKind.Y));
        Assert.Equal(("YEV202609000009", 348L, 356L, 1080 + summary.Totals.Lines),
            (summary.UniqueId, summary.FirstEntryCounter, summary.LastEntryCounter, summary.LastLineNumber));
    }

    [Fact]
    public void Create_WhenAccountsSpill_KeepsEveryLineOnce()
    {
        int entries = Soak.Size(30_000);
        MonthFolder month = Create(Books.Company, Books.Entries(entries, Books.September), largest: long.MaxValue);
        LedgerFacts journal = Facts.Of(month.PathOf(LedgerFileKind.Y));
        LedgerFacts ledger = Facts.Of(month.PathOf(LedgerFileKind.K));
        Assert.Equal(entries / 3 * 7, journal.Totals.Lines);
        Assert.Equal(journal.Totals.Lines, ledger.Totals.Lines);
        Assert.Equal(
            journal.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit, a.DebitLines)),
            ledger.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit, a.DebitLines)));
    }

    [Fact]
    public void Create_WhenReadingFailsHalfway_LeavesNothing()
    {
        static IEnumerable<JournalEntry> Broken()
        {
            foreach (JournalEntry entry in Books.Entries(10, Books.September)) yield return entry;
            throw new IOException("the disk is gone");
        }

        Assert.Throws<IOException>(() => Create(Books.Company, Broken()));
        Assert.Empty(Directory.EnumerateFiles(_folder.FolderPath, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Create_WhenCancelled_LeavesNothing()
    {
        using CancellationTokenSource stop = new();
        IEnumerable<JournalEntry> entries = Books.Entries(1000, Books.September).Select((entry, i) =>
        {
            if (i == 500) stop.Cancel();
            return entry;
        });
        Assert.Throws<OperationCanceledException>(() => Create(Books.Company, entries, stop: stop.Token));
        Assert.Empty(Directory.EnumerateFiles(_folder.FolderPath, "*", SearchOption.AllDirectories));
    }

    private MonthFolder Create(
        Firm firm,
        IEnumerable<JournalEntry> entries,
        Branch? branch = null,
        LedgerCounters? before = null,
        string folder = "09",
        long largest = 200_000_000,
        CancellationToken stop = default)
    {
        LedgerRequest request = Books.Request(firm, Books.September, branch, before) with { LargestFile = largest };
        MonthFolder month = new(request.Id, _folder[folder]);
        new LedgerCreator(month, request).Create(entries, stop);
        return month;
    }
}
