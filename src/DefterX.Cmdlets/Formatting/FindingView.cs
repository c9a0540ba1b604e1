using System;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How a finding is shown in a table.</summary>
public static class FindingView
{
    // The columns of the view: code, severity, entry and line with a space after each, and one that PowerShell leaves free.
    private const int OtherWidth = 6 + 1 + 8 + 1 + 10 + 1 + 7 + 1 + 1;
    private const int LeastWidth = 20;

    /// <summary>The message, broken between words.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="hostWidth">The columns of the host's window; 0 where it has none.</param>
    public static string Message(Finding finding, int hostWidth) =>
        WordWrap.Wrap(finding.Message, hostWidth == 0 ? int.MaxValue : Math.Max(hostWidth - OtherWidth, LeastWidth));

    /// <summary>The firm and month that findings are grouped by.</summary>
    public static string Group(Finding finding) =>
        $"{finding.Firm}, {Display.Month(finding.Period)}{(finding.Branch is string branch ? ", " + branch : "")}";
}
