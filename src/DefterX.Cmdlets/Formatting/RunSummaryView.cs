using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Formatting;

/// <summary>A run in one line.</summary>
internal static class RunSummaryView
{
    /// <summary>Such as <c>40 ledgers in 2 min 5 s: 38 approved, 1 sent, 1 failed (LedgerInvalid 1)</c>.</summary>
    public static string Of(RunSummary summary)
    {
        IEnumerable<string> parts = summary.States.Select(state => $"{state.Value} {LedgerStateNames.Of(state.Key)}");
        if (summary.Failures.Count > 0)
        {
            string ids = string.Join(", ", summary.Failures.Select(failure => $"{failure.Key} {failure.Value}"));
            parts = parts.Append(Text.Format(Strings.RunFailed, summary.Failures.Values.Sum(), ids));
        }

        return Text.Format(Strings.RunSummary, summary.Count, Duration(summary.Elapsed), string.Join(", ", parts));
    }

    private static string Duration(TimeSpan elapsed) => elapsed.TotalMinutes < 1
        ? Text.Format(Strings.Seconds, (int)Math.Ceiling(elapsed.TotalSeconds))
        : Text.Format(Strings.Minutes, (int)elapsed.TotalMinutes, elapsed.Seconds);
}
