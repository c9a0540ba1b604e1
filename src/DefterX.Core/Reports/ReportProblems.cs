using System.Globalization;
using System.Linq;
using DefterX.Ledgers;
using GibStrings = DefterX.Gib.Strings;

namespace DefterX.Reports;

/// <summary>Says what stands in a ledger's way and what to do about it.</summary>
internal static class ReportProblems
{
    /// <summary>The problem of a ledger, or null.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="log">What was done with it.</param>
    public static ReportProblem? Of(Ledger ledger, FilingLog log)
    {
        if (ledger.State == LedgerState.Invalid)
        {
            return new ReportProblem(ErrorIds.LedgerInvalid, Strings.BooksInvalid, StateText.Of(LedgerState.Invalid).NextStep);
        }

        if (ledger.LastError is null && ledger.State != LedgerState.Rejected) return null;
        FilingEvent[] steps = [.. log.ReadCurrent()];
        FilingEvent? refusal = steps.LastOrDefault(step => step.Step is FilingStep.Rejected or FilingStep.Refused);
        if (ledger.State != LedgerState.Rejected && refusal is not null && WasSentAfter(steps, refusal)) return null;
        string message = string.IsNullOrWhiteSpace(ledger.LastError) ? Strings.NoReason : ledger.LastError!;
        return new ReportProblem(ErrorIdOf(refusal?.Code), message, MeaningOf(refusal?.Code) ?? General(ledger.State));
    }

    private static bool WasSentAfter(FilingEvent[] steps, FilingEvent refusal) =>
        steps.Last(step => step.Package == refusal.Package).Step is FilingStep.Sent or FilingStep.Processed or FilingStep.Approved;

    private static string ErrorIdOf(string? code) =>
        code is "101" or "102" or "109" or "205" or "305" ? ErrorIds.GibNotAuthorized : ErrorIds.GibRejected;

    private static string? MeaningOf(string? code) =>
        code is null ? null : GibStrings.ResourceManager.GetString("Code" + code, CultureInfo.CurrentUICulture);

    private static string General(LedgerState state) =>
        state == LedgerState.Rejected ? StateText.Of(LedgerState.Rejected).NextStep : Strings.RemedyRefused;
}
