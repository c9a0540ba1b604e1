using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Service.Accounts;

/// <summary>Lets a few tries from one address in at a time; the others wait here, and do not ask the database.</summary>
internal sealed class LoginQueue
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Waits until it is a try's turn.</summary>
    /// <returns>Ends the turn when disposed.</returns>
    public async Task<IDisposable> EnterAsync(string network, CancellationToken cancellationToken)
    {
        Lane lane = Join(network);
        try
        {
            await lane.Turns.WaitAsync(cancellationToken);
            return new Turn(this, lane);
        }
        catch
        {
            Leave(lane);
            throw;
        }
    }

    private Lane Join(string network)
    {
        lock (_lanes)
        {
            if (!_lanes.TryGetValue(network, out Lane? lane)) _lanes.Add(network, lane = new Lane(network));
            lane.Members++;
            return lane;
        }
    }

    private void Leave(Lane lane)
    {
        lock (_lanes)
        {
            if (--lane.Members > 0) return;
            _lanes.Remove(lane.Network);
            lane.Dispose();
        }
    }

    private sealed class Lane(string network) : IDisposable
    {
        public string Network => network;

        public SemaphoreSlim Turns { get; } = new(LoginThrottle.FreeTries);

        public int Members { get; set; }

        public void Dispose() => Turns.Dispose();
    }

    private sealed class Turn(LoginQueue queue, Lane lane) : IDisposable
    {
        private Lane? _lane = lane;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _lane, null) is not { } lane) return;
            lane.Turns.Release();
            queue.Leave(lane);
        }
    }
}
