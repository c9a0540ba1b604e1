using System;

namespace DefterX.Filing.Publishing;

/// <summary>When GİB is asked about the month that it has longest, where only GİB is left to wait for: at once while it turns out to be
/// through, later and later while it is not. Times are those of one clock, of any start.</summary>
internal sealed class PollProbe
{
    private const double Growth = 1.5;
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private TimeSpan _pause = s_shortest;
    private bool _isThrough;
    private LedgerTask? _asked;

    /// <summary>When it may be asked; null while an answer is awaited that may change it.</summary>
    public TimeSpan? Due { get; private set; } = TimeSpan.Zero;

    /// <summary>GİB is asked about a month.</summary>
    public void Begin(LedgerTask task)
    {
        if (_isThrough) return;
        _asked = task;
        Due = null;
    }

    /// <summary>A month turned out to be through, or failed, which tells that GİB has got as far.</summary>
    public void Through()
    {
        if (!_isThrough) _pause = TimeSpan.FromTicks(Math.Max(s_shortest.Ticks, _pause.Ticks / 2));
        _isThrough = true;
        _asked = null;
        Due = TimeSpan.Zero;
    }

    /// <summary>A month turned out not to be through.</summary>
    public void NotThrough(LedgerTask task, TimeSpan now)
    {
        if (!_isThrough && _asked != task) return; // asked at the same time as others
        _isThrough = false;
        _asked = null;
        Due = now + _pause;
        _pause = TimeSpan.FromTicks(Math.Min(s_longest.Ticks, (long)(_pause.Ticks * Growth)));
    }
}
