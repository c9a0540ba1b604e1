using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>The counts of a report.</summary>
/// <param name="Firms">Number of firms.</param>
/// <param name="Ledgers">Number of ledgers, those that cannot be read among them.</param>
/// <param name="Overdue">Ledgers whose upload is overdue.</param>
/// <param name="DueSoon">Ledgers to be uploaded within seven days.</param>
/// <param name="Errors">Ledgers with a problem.</param>
/// <param name="States">The counts of each state, all states in their order.</param>
internal sealed record ReportTotals(
    int Firms, int Ledgers, int Overdue, int DueSoon, int Errors, IReadOnlyList<StateTotals> States)
{
    /// <summary>Counts rows.</summary>
    public static ReportTotals Of(IReadOnlyList<ReportRow> rows)
    {
        ReportCell[] cells = [.. rows.SelectMany(row => row.Cells).OfType<ReportCell>()];
        ILookup<LedgerState?, ReportCell> byState = cells.ToLookup(cell => cell.Ledger?.State);
        return new ReportTotals(
            rows.Select(row => row.Firm.Identifier).Distinct().Count(),
            cells.Length,
            cells.Count(cell => cell.Urgency == Urgency.Overdue),
            cells.Count(cell => cell.Urgency == Urgency.DueSoon),
            cells.Count(cell => cell.Problem is not null),
            [.. StateText.All.Select(text => StateTotals.Of(text.State, [.. byState[text.State]]))]);
    }
}

/// <summary>The counts of one state.</summary>
/// <param name="State">The state.</param>
/// <param name="Ledgers">Number of ledgers in it.</param>
/// <param name="Overdue">Those whose upload is overdue.</param>
/// <param name="DueSoon">Those to be uploaded within seven days.</param>
internal sealed record StateTotals(LedgerState State, int Ledgers, int Overdue, int DueSoon)
{
    /// <summary>Counts the ledgers of a state.</summary>
    public static StateTotals Of(LedgerState state, IReadOnlyList<ReportCell> cells) => new(
        state,
        cells.Count,
        cells.Count(cell => cell.Urgency == Urgency.Overdue),
        cells.Count(cell => cell.Urgency == Urgency.DueSoon));
}
