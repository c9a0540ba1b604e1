using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Filing;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Reports;

/// <summary>Reads where the ledgers of an office stand, from what is on disk.</summary>
internal sealed class ReportReader(FilingContext filing)
{
    private readonly LedgerOverview _overview = new(filing.Office);
    private readonly DateTime _today = filing.TurkeyTime.Date;

    /// <summary>Reads the ledgers of some firms; one that cannot be read is a problem of its own cell.</summary>
    /// <param name="firms">The firms, in the order of the rows.</param>
    /// <param name="periods">The months, in any order.</param>
    /// <param name="progress">Told how many firms were read; or null.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: the office's <c>holidays.json</c> is broken.</exception>
    public OfficeReport Read(
        IReadOnlyList<Firm> firms,
        IEnumerable<Period> periods,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        Period[] months = [.. periods.Distinct().OrderBy(period => period)];
        List<ReportRow> rows = [];
        for (int i = 0; i < firms.Count; i++)
        {
            progress?.Report(new OperationProgress(Strings.Reading, firms[i].Title, i * 100 / firms.Count));
            foreach (Branch? branch in Branches(firms[i]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.AddRange(Rows(firms[i], branch, months));
            }
        }

        return new OfficeReport
        {
            OfficeName = filing.Office.Settings.Name,
            CustomerNumber = filing.Office.Settings.CustomerNumber,
            GibEnvironment = filing.Office.Settings.GibEnvironment,
            GeneratedAt = filing.Clock(),
            Periods = months,
            Rows = rows,
        };
    }

    private static IEnumerable<Branch?> Branches(Firm firm) => firm.Branches.Cast<Branch?>().DefaultIfEmpty();

    private IEnumerable<ReportRow> Rows(Firm firm, Branch? branch, Period[] months)
    {
        LedgerId[] journals = [.. months.Select(month => new LedgerId(firm, month, branch))];
        yield return new ReportRow(firm, branch, LedgerBook.Journal, WithoutMonthsBefore(journals, [.. journals.Select(Read)]));
        ReportCell?[] inventories = [.. journals.Select(id => HasInventory(id) ? Read(id with { Book = LedgerBook.Inventory }) : null)];
        if (inventories.Any(cell => cell is not null)) yield return new ReportRow(firm, branch, LedgerBook.Inventory, inventories);
    }

    // A month is not missing that was filed elsewhere, or that lies before the first one that is kept here.
    private ReportCell?[] WithoutMonthsBefore(LedgerId[] ids, ReportCell[] cells)
    {
        (Firm firm, Branch? branch) = (ids[0].Firm, ids[0].Branch);
        Period? through = (branch?.OpeningCounters ?? firm.OpeningCounters).Through;
        int first = Array.FindIndex(cells, cell => !IsMissing(cell));
        bool isBegun = first <= 0 || !IsMissing(Read(ids[0] with { Period = ids[0].Period.AddMonths(-1) }));
        return [.. cells.Select((cell, index) =>
            IsMissing(cell) && (cell.Period <= through || (!isBegun && index < first)) ? null : cell)];
    }

    private static bool IsMissing(ReportCell cell) => cell.Ledger?.State == LedgerState.Missing;

    // Where that cannot be told, the reading of the inventory says why.
    private bool HasInventory(LedgerId journal)
    {
        try
        {
            return filing.Books(journal, null).Count > 1;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return true;
        }
    }

    private ReportCell Read(LedgerId id)
    {
        try
        {
            Ledger ledger = _overview.Get(id) with { Files = [] };
            ReportProblem? problem = ReportProblems.Of(ledger, () => filing.Folder(id).Log);
            return new ReportCell(id.Period, ledger, Urgencies.Of(ledger.DueDate, ledger.State, _today), problem);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            ReportProblem problem = new((e as DefterXException)?.ErrorId, e.Message, Strings.RemedyUnreadable);
            return new ReportCell(id.Period, null, Urgency.None, problem);
        }
    }

    // Other processes create, rename and remove files meanwhile. A broken calendar concerns every ledger, and ends the report.
    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException
        || (e is DefterXException failure && failure.ErrorId != ErrorIds.OfficeInvalid);
}
