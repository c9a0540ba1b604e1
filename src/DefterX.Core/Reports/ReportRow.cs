using System.Collections.Generic;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Reports;

/// <summary>A firm, one of its branches, or the inventory of either, over the months of a report.</summary>
/// <param name="Firm">The firm.</param>
/// <param name="Branch">The branch, or null for a firm without branches.</param>
/// <param name="Book">Journal and general ledger, or inventory.</param>
/// <param name="Cells">One for each month; null where there is no inventory, and for months before the first one that is kept here.</param>
internal sealed record ReportRow(Firm Firm, Branch? Branch, LedgerBook Book, IReadOnlyList<ReportCell?> Cells);

/// <summary>Where one ledger stands.</summary>
/// <param name="Period">The month.</param>
/// <param name="Ledger">Its state and figures, without the list of its files; null where they cannot be read.</param>
/// <param name="Urgency">How pressing the upload is.</param>
/// <param name="Problem">What stands in its way, or null.</param>
internal sealed record ReportCell(Period Period, Ledger? Ledger, Urgency Urgency, ReportProblem? Problem);
