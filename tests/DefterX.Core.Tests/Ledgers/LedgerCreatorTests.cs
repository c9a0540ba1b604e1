using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class LedgerCreatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GibPackageTheory]
    [InlineData("company", "")]
    [InlineData("company", "tr-TR")]
    [InlineData("person", "")]
    [InlineData("branch", "tr-TR")]
    public void Create_WhenBooksAreSound_PassesGibsRulesAndSchema(string kind, string culture)
    {
        using CultureScope scope = new(culture);
        Firm firm = kind switch { "person" => Books.Person, "branch" => Books.WithBranches, _ => Books.Company };
        MonthFolder month = Create(firm, Books.Entries(120, Books.September), firm.Branches.Count > 0 ? firm.Branches[1] : null);
        string[] files = [.. month.Files()];
        Assert.Equal(3, files.Length);
        (int rules, string findings) = Oracle.Run("schematron", ["--unsigned", .. files]);
        Assert.True(rules == 0, findings);
        (int schema, string errors) = Oracle.Run("xsd", ["--unsigned", .. files]);
        Assert.True(schema == 0, errors);
    }

    [Fact]
    public void Create_WhenMonthFollowsAnother_ContinuesCounters()
    {
        LedgerCounters before = new(347, 1080, 8);
        MonthFolder month = Create(Books.Company, Books.Entries(9, Books.September), before: before);
        LedgerSummary summary = LedgerFileReader.Read(month.PathOf(LedgerFileKind.Y), LedgerFileKind.Y, CancellationToken.None);
        Assert.Equal(("YEV202609000009", 348L, 356L, 1080 + summary.Totals.Lines),
            (summary.UniqueId, summary.FirstEntryNumber, summary.LastEntryNumber, summary.LastLineNumber));
    }

    [Fact]
    public void Create_WhenAccountsSpill_KeepsEveryLineOnce()
    {
        MonthFolder month = Create(Books.Company, Books.Entries(30_000, Books.September));
        LedgerSummary journal = LedgerFileReader.Read(month.PathOf(LedgerFileKind.Y), LedgerFileKind.Y, CancellationToken.None);
        LedgerSummary ledger = LedgerFileReader.Read(month.PathOf(LedgerFileKind.K), LedgerFileKind.K, CancellationToken.None);
        Assert.Equal(70_000, journal.Totals.Lines);
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
        Firm firm, IEnumerable<JournalEntry> entries, Branch? branch = null, LedgerCounters? before = null, CancellationToken stop = default)
    {
        LedgerRequest request = Books.Request(firm, Books.September, branch, before);
        MonthFolder month = new(request.Id, _folder["09"]);
        new LedgerCreator(month, request).Create(entries, stop);
        return month;
    }
}
