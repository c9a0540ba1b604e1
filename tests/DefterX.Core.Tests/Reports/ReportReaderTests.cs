using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Reports;
using DefterX.Tests.Filing;
using DefterX.Tests.Ledgers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Reports;

/// <summary>What the overview reads from an office on disk.</summary>
public sealed class ReportReaderTests : IAsyncLifetime
{
    private static readonly Period s_august = Books.September.AddMonths(-1);
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Read_OfAMonthOnItsWay_HasItsFiguresWithoutItsFiles()
    {
        _office.CreateAndSign();
        ReportCell cell = Read().Rows.Single().Cells.Single()!;
        Assert.Equal(LedgerState.Signed, cell.Ledger!.State);
        Assert.Equal(_office.Overview.Get(_office.September).TotalDebit, cell.Ledger.TotalDebit);
        Assert.Equal(_office.Firm.Title, cell.Ledger.SignedBy);
        Assert.Empty(cell.Ledger.Files);
        Assert.Null(cell.Problem);
    }

    [Theory]
    [InlineData(-8, "None")]
    [InlineData(-7, "DueSoon")]
    [InlineData(0, "DueSoon")]
    [InlineData(1, "Overdue")]
    public void Read_ByTheDayInTurkey_SaysHowPressingItIs(int daysAfterDue, string urgency)
    {
        DateTime due = _office.Overview.DueDateOf(_office.Firm, Books.September).Date;
        // Shortly after midnight in Turkey it is still the day before in Greenwich.
        DateTimeOffset now = new DateTimeOffset(due.AddDays(daysAfterDue).AddMinutes(30), TimeSpan.FromHours(3)).ToUniversalTime();
        Assert.Equal(urgency, Read(clock: () => now).Rows.Single().Cells.Single()!.Urgency.ToString());
    }

    [Fact]
    public async Task Read_OfWhatIsUploaded_IsNotOverdue()
    {
        _office.CreateAndSign();
        await _office.PublishAsync();
        OfficeReport report = Read(clock: () => DateTimeOffset.Now.AddYears(5));
        Assert.Equal(LedgerState.Approved, report.Rows.Single().Cells.Single()!.Ledger!.State);
        Assert.Equal(0, report.Totals.Overdue);
    }

    [Theory]
    [InlineData("", "correct the books")]
    [InlineData("tr-TR", "muhasebe programında düzeltin")]
    public void Read_OfBooksWithErrors_SaysWhatToDo(string culture, string remedy)
    {
        _office.Import(Books.Entries(3, Books.September).Select(entry => entry with { Lines = [.. entry.Lines.Skip(1)] }));
        Assert.Throws<DefterXException>(() => _office.Preparation.Check(_office.September, CancellationToken.None));
        CultureScope.Run(culture, () =>
        {
            ReportProblem problem = Read().Rows.Single().Cells.Single()!.Problem!;
            Assert.Equal(ErrorIds.LedgerInvalid, problem.ErrorId);
            Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Rejected", null, "Şema hatası", ErrorIds.GibRejected, "New-DefterXLedger -Force")]
    [InlineData("Refused", "102", "no role", ErrorIds.GibNotAuthorized, "e-Defter role")]
    [InlineData("Refused", "110", "database", ErrorIds.GibRejected, "Send the package again later")]
    public void Read_OfARefusal_HasItsIdItsTextAndWhatToDo(string step, string? code, string text, string errorId, string remedy)
    {
        _office.CreateAndSign();
        Record(Enum.Parse<FilingStep>(step), text, code);
        ReportProblem problem = Read().Rows.Single().Cells.Single()!.Problem!;
        Assert.Equal((errorId, text), (problem.ErrorId, problem.Message));
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(1, Read().Totals.Errors);
    }

    [Fact]
    public void Read_OfARefusalThatWasOvercome_HasNoProblem()
    {
        _office.CreateAndSign();
        Record(FilingStep.Refused, "database", "110");
        Record(FilingStep.Sent, "taken", null);
        Assert.Null(Read().Rows.Single().Cells.Single()!.Problem);
    }

    [Fact]
    public void Read_OfBranchesAndInventories_HasARowForEach()
    {
        _office.ImportInventory(new DateTime(2026, 9, 30));
        Firm branched = Books.WithBranches with { Identifier = "7341200986" };
        _office.Office.Firms.Add(branched);
        OfficeReport report = Read(periods: [Books.September, s_august]);
        Assert.Equal([s_august, Books.September], report.Periods);
        ReportRow inventory = report.Rows.Single(row => row.Book == LedgerBook.Inventory);
        Assert.Null(inventory.Cells[0]);
        Assert.Equal(LedgerState.Imported, inventory.Cells[1]!.Ledger!.State);
        Assert.Equal(Urgency.None, inventory.Cells[1]!.Urgency);
        Assert.Equal(branched.Branches, report.Rows.Where(row => row.Branch is not null).Select(row => row.Branch));
        Assert.Equal((2, 2 + 1 + (2 * branched.Branches.Count)), (report.Totals.Firms, report.Totals.Ledgers));
    }

    [Fact]
    public void Read_WhenOneMonthIsBroken_SaysSoInItsCellAlone()
    {
        _office.Import(Books.Entries(3, Books.September));
        string record = Directory.GetFiles(_office.Office.JournalFolder(_office.Firm.Identifier, Books.September), "*.json").Single();
        File.WriteAllText(record, "{");
        ReportCell?[] cells = [.. Read(periods: [Books.September, Books.September.AddMonths(1)]).Rows[0].Cells];
        Assert.Null(cells[0]!.Ledger);
        Assert.Equal(ErrorIds.JournalUnreadable, cells[0]!.Problem!.ErrorId);
        Assert.Contains(record, cells[0]!.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Missing, cells[1]!.Ledger!.State);
    }

    [Fact]
    public void Read_OfMonthsBeforeTheFirstThatIsKeptHere_HasNoneMissing()
    {
        Period[] periods = [s_august.AddMonths(-1), s_august, Books.September, Books.September.AddMonths(1)];
        Assert.Equal(4, Read(periods: periods).Totals.Ledgers); // nothing is kept yet
        _office.Import(Books.Entries(3, Books.September));
        Assert.Equal([true, true, false, false], Read(periods: periods).Rows[0].Cells.Select(cell => cell is null));
        _office.Import(Books.Entries(3, s_august.AddMonths(-2)), s_august.AddMonths(-2));
        Assert.All(Read(periods: periods).Rows[0].Cells, Assert.NotNull); // the month before them is kept here
    }

    [Fact]
    public void Read_OfMonthsThatWereFiledElsewhere_HasNoneMissing()
    {
        _office.Office.Firms.Update(_office.Firm with { OpeningCounters = new OpeningCounters(10, 20, 8, s_august) });
        Assert.Equal([true, false], Read(periods: [s_august, Books.September]).Rows[0].Cells.Select(cell => cell is null));
    }

    [Fact]
    public void Read_WhenTheCalendarIsBroken_Fails()
    {
        File.WriteAllText(Path.Combine(_office.Office.Path, "holidays.json"), "{");
        Fails.With(ErrorIds.OfficeInvalid, () => Read());
    }

    private void Record(FilingStep step, string text, string? code) => _office.Month.Log.Append(new FilingEvent
    {
        Time = DateTimeOffset.Now,
        Step = step,
        Package = _office.September.FileName(LedgerFileKind.YB).PackageId,
        Text = text,
        Code = code,
    });

    private OfficeReport Read(IReadOnlyList<Period>? periods = null, Func<DateTimeOffset>? clock = null)
    {
        FilingContext filing = new()
        {
            Office = _office.Office,
            Devices = () => [],
            GibClients = _ => throw new InvalidOperationException("An overview asks nobody."),
            Logger = NullLogger.Instance,
            Clock = clock ?? (() => new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.FromHours(3))),
        };
        return new ReportReader(filing).Read(_office.Office.Firms.List(), periods ?? [Books.September], null, CancellationToken.None);
    }
}
