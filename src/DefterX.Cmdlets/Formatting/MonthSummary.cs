using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Filing;
using DefterX.Ledgers;
using DefterX.Ledgers.Calendar;
using DefterX.Office;
using DefterX.Reports;

namespace DefterX.Cmdlets.Formatting;

/// <summary>Where a session's firms stand in its month, in a line or two.</summary>
internal sealed class MonthSummary
{
    private readonly IReadOnlyList<(LedgerState State, DateTime Due)> _months;
    private readonly string? _error;
    private readonly string? _warning;
    private readonly string? _success;

    /// <summary>Reads the firms' months.</summary>
    /// <param name="session">The session.</param>
    /// <param name="error">The host's colour of errors, or nothing.</param>
    /// <param name="warning">Its colour of warnings, or nothing.</param>
    /// <param name="success">Its colour of success, or nothing.</param>
    public MonthSummary(Session session, string? error, string? warning, string? success)
    {
        LedgerOverview overview = new(session.Folder);
        Period period = session.Period;
        // A firm's file that cannot be read is an error of Get-DefterXFirm; it must not hide the rest of the view.
        _months =
        [
            .. session.Folder.Firms.List(static _ => { })
                .Select(firm => (overview.StateOf(firm, period), overview.DueDateOf(firm, period).Date)),
        ];
        (_error, _warning, _success) = (error, warning, success);
    }

    /// <summary>How many firms, and how many at each state: «3 (2 imported, 1 approved)».</summary>
    public string Firms
    {
        get
        {
            IEnumerable<string> states = _months
                .GroupBy(static month => month.State)
                .OrderBy(static group => group.Key)
                .Select(group => StateView.Paint($"{Display.Count(group.Count())} {LedgerStateNames.Of(group.Key)}", group.Key, _error, _success));
            string count = Display.Count(_months.Count);
            return _months.Count == 0 ? count : $"{count} ({string.Join(", ", states)})";
        }
    }

    /// <summary>The first due date among what is not filed, and how many are late or nearly; nothing where all is filed.</summary>
    public string Due
    {
        get
        {
            (LedgerState State, DateTime Due)[] open =
                [.. _months.Where(static month => month.State is not (LedgerState.Sent or LedgerState.Approved))];
            if (open.Length == 0) return "";
            DateTime today = DateTimeOffset.UtcNow.InTurkey().Date;
            ILookup<Urgency, DateTime> byUrgency = open.ToLookup(month => Urgencies.Of(month.Due, month.State, today), static month => month.Due);
            return string.Join(", ", new[]
            {
                Display.Date(open.Min(static month => month.Due)),
                Count(byUrgency[Urgency.Overdue], Strings.OverdueFirms, _error),
                Count(byUrgency[Urgency.DueSoon], Strings.DueSoonFirms, _warning),
            }.Where(static part => part.Length > 0));
        }
    }

    private static string Count(IEnumerable<DateTime> dates, string format, string? colour) =>
        dates.Any() ? Colour.Paint(Text.Format(format, Display.Count(dates.Count())), colour) : "";
}
