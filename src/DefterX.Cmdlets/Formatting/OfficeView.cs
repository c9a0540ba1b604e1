using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How the view of an office's settings shows those of several parts, named as they are changed.</summary>
public static class OfficeView
{
    /// <summary>The authority for time stamps, and the policy where one is asked for.</summary>
    public static string TimeStamp(TimeStampSettings? settings) =>
        settings is null ? "" : settings.Policy is null ? settings.Uri.ToString() : $"{settings.Uri} ({settings.Policy})";

    /// <summary>The root files, one below the other.</summary>
    public static string Roots(IReadOnlyList<string>? names) => string.Join(Environment.NewLine, names ?? []);

    /// <summary>The codes of documents, as <c>DK = Dekont, EA = invoice</c>.</summary>
    public static string Codes(OfficeInfo? office) => office is null
        ? ""
        : string.Join(", ", office.DocumentTypeCodes.OrderBy(static code => code.Key, StringComparer.Ordinal)
            .Select(static code => $"{code.Key} = {code.Value.Description ?? code.Value.Type}"));

    /// <summary>The patience with GİB, as <c>attempts = 5</c>, two on a line.</summary>
    public static string Retry(GibRetrySettings? retry)
    {
        if (retry is null) return "";
        return string.Join(
            Environment.NewLine,
            FormattableString.Invariant($"attempts = {retry.Attempts}, timeoutSeconds = {retry.TimeoutSeconds}"),
            FormattableString.Invariant($"firstWaitSeconds = {retry.FirstWaitSeconds}, longestWaitSeconds = {retry.LongestWaitSeconds}"),
            FormattableString.Invariant($"longestRetryAfterSeconds = {retry.LongestRetryAfterSeconds}, failuresUntilPause = {retry.FailuresUntilPause}"),
            FormattableString.Invariant($"pauseSeconds = {retry.PauseSeconds}, pausesUntilGivenUp = {retry.PausesUntilGivenUp}"));
    }
}
