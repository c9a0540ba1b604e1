using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Filing.Sharing;

/// <summary>Renews a lease until it is disposed, or until another may have taken it.</summary>
internal sealed class LeaseRenewal : IDisposable
{
    // A renewal that is cut off could reach the service after the lease was given back, and take it again: it gets this long to end.
    private static readonly TimeSpan s_ending = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _cutOff = new();
    private readonly Func<CancellationToken, Task> _renew;
    private readonly Action _lost;
    private readonly double _seconds;
    private readonly Task _running;

    /// <summary>Begins at once.</summary>
    /// <param name="seconds">How long the lease lasts without being renewed.</param>
    /// <param name="sinceAsked">Runs since the lease was asked for: it may have begun then.</param>
    /// <param name="renew">Asks for it again.</param>
    /// <param name="lost">Is told, once, that it is another's, or that most of its time went by without a renewal.</param>
    public LeaseRenewal(double seconds, Stopwatch sinceAsked, Func<CancellationToken, Task> renew, Action lost)
    {
        _seconds = seconds;
        _renew = renew;
        _lost = lost;
        _running = Task.Run(() => RunAsync(sinceAsked));
    }

    /// <summary>Ends it: afterwards no renewal is under way.</summary>
    public void Dispose()
    {
        _stopped.Cancel();
        _cutOff.CancelAfter(s_ending);
        _running.GetAwaiter().GetResult();
        _cutOff.Dispose();
        _stopped.Dispose();
    }

    private async Task RunAsync(Stopwatch sinceAsked)
    {
        while (Left(sinceAsked) > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(_seconds / 4), _stopped.Token).ConfigureAwait(false);
                Stopwatch asked = Stopwatch.StartNew();
                using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(_cutOff.Token);
                limited.CancelAfter(Left(sinceAsked));
                await _renew(limited.Token).ConfigureAwait(false);
                sinceAsked = asked;
            }
            catch (OperationCanceledException)
            {
                if (_stopped.IsCancellationRequested) return;
            }
            catch (Exception e) when (e is ObjectDisposedException or DefterXException { ErrorId: ErrorIds.LedgerLocked or ErrorIds.SessionExpired })
            {
                break;
            }
            catch (DefterXException)
            {
                // The next one may come through.
            }
        }

        _lost();
    }

    private TimeSpan Left(Stopwatch sinceAsked) =>
        TimeSpan.FromSeconds(Math.Max(0, (0.7 * _seconds) - sinceAsked.Elapsed.TotalSeconds));
}
