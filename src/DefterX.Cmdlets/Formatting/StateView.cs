using System;
using DefterX.Devices;
using DefterX.Ledgers;
using DefterX.Ledgers.Calendar;
using DefterX.Reports;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How states and the dates that press are shown in tables: in the host's colours, which are escape sequences, or nothing
/// where it has none (Windows PowerShell).</summary>
public static class StateView
{
    private const int CertificateWarningDays = 30;

    /// <summary>A ledger's state; what went wrong in the colour of errors, what is done in that of success.</summary>
    public static string State(LedgerState? state, string? error, string? success) => Paint(Names.Of(state), state, error, success);

    /// <summary>A due date, <c>~</c> before it where it may still move; overdue in the colour of errors, within seven days in that of
    /// warnings.</summary>
    public static string Due(DateTime? date, bool? isProvisional, LedgerState? state, string? error, string? warning)
    {
        if (date is null) return "";
        string text = (isProvisional == true ? "~" : "") + Display.Date(date);
        return Colour.Paint(text, Urgencies.Of(date, state ?? LedgerState.Missing, DateTimeOffset.UtcNow.InTurkey().Date) switch
        {
            Urgency.Overdue => error,
            Urgency.DueSoon => warning,
            _ => null,
        });
    }

    /// <summary>Until when a certificate is valid; expired in the colour of errors, within thirty days in that of warnings.</summary>
    public static string ValidTo(DateTime date, string? error, string? warning) => Colour.Paint(
        Display.Date(date), date < DateTime.Now ? error : date < DateTime.Now.AddDays(CertificateWarningDays) ? warning : null);

    /// <summary>What is known of a PIN's tries; few left in the colour of warnings, one or none in that of errors.</summary>
    public static string Pin(PinState state, string? error, string? warning) => Colour.Paint(Names.Of(state), state switch
    {
        PinState.FinalTry or PinState.Locked => error,
        PinState.CountLow => warning,
        _ => null,
    });

    /// <summary>How grave a finding is; an error in its colour.</summary>
    public static string Severity(FindingSeverity severity, string? error) =>
        Colour.Paint(Names.Of(severity), severity == FindingSeverity.Error ? error : null);

    internal static string Paint(string text, LedgerState? state, string? error, string? success) => Colour.Paint(text, state switch
    {
        LedgerState.Invalid or LedgerState.Rejected => error,
        LedgerState.Approved => success,
        _ => null,
    });
}
