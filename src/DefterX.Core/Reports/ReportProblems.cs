using System;
using System.Globalization;
using DefterX.Ledgers;
using GibStrings = DefterX.Gib.Strings;

namespace DefterX.Reports;

/// <summary>Says what stands in a ledger's way and what to do about it.</summary>
internal static class ReportProblems
{
    /// <summary>The problem of a ledger, or null.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="logOf">Gives what was done with it; asked for only where there is a problem, as it may have to be fetched.</param>
    public static ReportProblem? Of(Ledger ledger, Func<FilingLog> logOf)
    {
        if (ledger.LastError is null && ledger.State is not (LedgerState.Rejected or LedgerState.Invalid)) return null;
        FilingLog log = logOf();
        if (LedgerStatus.SentElsewhere(log) is not null)
            return new ReportProblem(ErrorIds.OfficeInvalid, ledger.LastError!, Strings.RemedyEnvironment);
        FilingEvent? failure = LedgerStatus.LastFailure(log.ReadCurrent());
        bool isInvalid = ledger.State == LedgerState.Invalid;
        string unsaid = isInvalid ? Strings.BooksInvalid : Strings.NoReason;
        string message = string.IsNullOrWhiteSpace(ledger.LastError) ? unsaid : ledger.LastError!;
        string id = isInvalid ? ErrorIds.LedgerInvalid : failure?.ErrorId ?? ErrorIdOf(failure?.Code);
        return new ReportProblem(id, message, MeaningOf(failure?.Code) ?? Remedy(ledger.State, failure));
    }

    private static string ErrorIdOf(string? code) =>
        code is "101" or "102" or "109" or "205" or "305" ? ErrorIds.GibNotAuthorized : ErrorIds.GibRejected;

    private static string? MeaningOf(string? code) =>
        code is null ? null : GibStrings.ResourceManager.GetString("Code" + code, CultureInfo.CurrentUICulture);

    // What GİB refused has a remedy of its own; what else went wrong says so itself, and then the next step is what it was.
    private static string Remedy(LedgerState state, FilingEvent? failure) => failure?.Step == FilingStep.Refused
        ? Strings.RemedyRefused
        : StateText.Of(state).NextStep;
}
