using System;

namespace DefterX.Filing.Publishing;

/// <summary>When GİB is asked about a month. Each question takes a signature, so it is asked when it is likely to be through: others
/// of the run have shown how long it takes.</summary>
internal sealed class PollPace
{
    private const double Weight = 0.3;
    private const int Signatures = 10; // that a pause is at least long, so that most of the device's time is left for others
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private readonly object _gate = new();
    private TimeSpan? _typical;
    private TimeSpan _atLeast;

    /// <summary>How long to wait before the first question.</summary>
    /// <param name="signature">How long the device takes for a signature.</param>
    public TimeSpan First(TimeSpan signature)
    {
        lock (_gate) return Bound(_typical ?? _atLeast, signature);
    }

    /// <summary>How long to wait after a month was found not to be through: half of what it has waited. Where others have
    /// shown how long it takes: until it has waited as long, and from then on a quarter, as it cannot be far.</summary>
    /// <param name="elapsed">How long it has been at GİB.</param>
    public TimeSpan Next(TimeSpan elapsed, TimeSpan signature)
    {
        lock (_gate)
        {
            if (elapsed > _atLeast) _atLeast = elapsed;
            long wait = _typical is TimeSpan typical
                ? Math.Max((typical - elapsed).Ticks, elapsed.Ticks / 4)
                : elapsed.Ticks / 2;
            return Bound(TimeSpan.FromTicks(wait), signature);
        }
    }

    /// <summary>Notes that a month was found to be through.</summary>
    public void Finished(TimeSpan elapsed)
    {
        lock (_gate)
        {
            _typical = _typical is TimeSpan known
                ? TimeSpan.FromTicks((long)((known.Ticks * (1 - Weight)) + (elapsed.Ticks * Weight)))
                : elapsed;
        }
    }

    private static TimeSpan Bound(TimeSpan wait, TimeSpan signature)
    {
        long shortest = Math.Max(s_shortest.Ticks, signature.Ticks * Signatures);
        return TimeSpan.FromTicks(Math.Max(shortest, Math.Min(wait.Ticks, s_longest.Ticks)));
    }
}
