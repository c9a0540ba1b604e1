using System;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>How pressing it is to upload a ledger.</summary>
internal enum Urgency
{
    /// <summary>It is uploaded, has no due date, or there is time.</summary>
    None,

    /// <summary>It is not uploaded, and the due date is within seven days.</summary>
    DueSoon,

    /// <summary>It is not uploaded, and the due date is past.</summary>
    Overdue,
}

/// <summary>Judges due dates.</summary>
internal static class Urgencies
{
    private const int SoonDays = 7;

    /// <summary>How pressing a ledger is.</summary>
    /// <param name="due">Its due date.</param>
    /// <param name="state">Its state.</param>
    /// <param name="today">The day in Turkey.</param>
    public static Urgency Of(DateTime? due, LedgerState state, DateTime today)
    {
        if (due is not DateTime date || state is LedgerState.Sent or LedgerState.Approved) return Urgency.None;
        return date < today ? Urgency.Overdue : date <= today.AddDays(SoonDays) ? Urgency.DueSoon : Urgency.None;
    }
}
