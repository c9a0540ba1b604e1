using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Gib;

/// <summary>How long a server asked to be left alone, by all (Retry-After; RFC 9110, 10.2.3).</summary>
internal sealed class ServerPause
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _end;

    /// <summary>Begins a pause, or lengthens the one that is under way.</summary>
    public void Begin(TimeSpan wait)
    {
        long end = (_clock.Elapsed + wait).Ticks;
        long known;
        while ((known = Interlocked.Read(ref _end)) < end && Interlocked.CompareExchange(ref _end, end, known) != known)
        {
        }
    }

    /// <summary>Waits until no pause is left.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (TimeSpan.FromTicks(Interlocked.Read(ref _end)) - _clock.Elapsed is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, cancellationToken).ConfigureAwait(false);
        }
    }
}
