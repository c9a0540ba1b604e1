using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Service.Months;

/// <summary>What a preparer may do to a month: everything up to created ledgers, and nothing that concerns signing and GİB.</summary>
internal static class CommitRules
{
    private static readonly HashSet<LedgerState> s_signersStates =
    [
        LedgerState.Signed, LedgerState.Sending, LedgerState.Sent, LedgerState.Approved, LedgerState.Rejected,
    ];

    private static readonly HashSet<FilingStep> s_signersSteps =
    [
        FilingStep.Signed, FilingStep.Sending, FilingStep.Sent, FilingStep.Processed, FilingStep.Approved, FilingStep.Rejected,
        FilingStep.Refused, FilingStep.Packed, FilingStep.Asked,
    ];

    /// <summary>Whether a commit needs a signer.</summary>
    /// <param name="current">The month's state before it.</param>
    /// <param name="next">The month's state after it.</param>
    /// <param name="steps">Lines that it adds to the log.</param>
    public static bool NeedsSigner(LedgerState current, LedgerState next, IEnumerable<FilingEvent> steps) =>
        s_signersStates.Contains(current) || next > LedgerState.Created || steps.Any(step => s_signersSteps.Contains(step.Step));
}
