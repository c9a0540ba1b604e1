using System;

namespace DefterX.Office;

/// <summary>How patient an office is with GİB's service: <c>gibRetry</c> in <c>office.json</c>.</summary>
public sealed record GibRetrySettings
{
    /// <summary>The longest wait for a byte of an answer, in seconds.</summary>
    public double TimeoutSeconds { get; init; } = 60;

    /// <summary>How often a call is made before its firm is given up.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second attempt, in seconds; each further one is about twice as long.</summary>
    public double FirstWaitSeconds { get; init; } = 2;

    /// <summary>The longest wait between two attempts, in seconds.</summary>
    public double LongestWaitSeconds { get; init; } = 60;

    /// <summary>The longest wait that a server may ask for (Retry-After), in seconds; one that wants more counts as failed.</summary>
    public double LongestRetryAfterSeconds { get; init; } = 600;

    /// <summary>After how many failures, of whatever firms, nobody calls for a while.</summary>
    public int FailuresUntilPause { get; init; } = 8;

    /// <summary>How long nobody calls, in seconds.</summary>
    public double PauseSeconds { get; init; } = 30;

    /// <summary>After how many such pauses without a success between them the run sends nothing more.</summary>
    public int PausesUntilGivenUp { get; init; } = 5;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    internal TimeSpan FirstWait => TimeSpan.FromSeconds(FirstWaitSeconds);

    internal TimeSpan LongestWait => TimeSpan.FromSeconds(LongestWaitSeconds);

    internal TimeSpan LongestRetryAfter => TimeSpan.FromSeconds(LongestRetryAfterSeconds);

    internal TimeSpan Pause => TimeSpan.FromSeconds(PauseSeconds);

    /// <summary>Whether every number makes sense: times up to a day, the first wait not above the longest.</summary>
    internal bool IsSound =>
        IsWait(TimeoutSeconds) && IsWait(FirstWaitSeconds) && IsWait(LongestWaitSeconds) && FirstWaitSeconds <= LongestWaitSeconds
        && LongestRetryAfterSeconds is >= 0 and <= 86_400 && PauseSeconds is >= 0.5 and <= 86_400
        && Attempts is >= 1 and <= 100 && FailuresUntilPause is >= 2 and <= 1000 && PausesUntilGivenUp is >= 0 and <= 1000;

    private static bool IsWait(double seconds) => seconds is >= 0.001 and <= 86_400;
}
