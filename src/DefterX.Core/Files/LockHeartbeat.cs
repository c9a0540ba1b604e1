using System;
using System.Collections.Generic;
using System.Threading;

namespace DefterX.Files;

/// <summary>Keeps locks alive: one timer for all of them.</summary>
internal sealed class LockHeartbeat : IDisposable
{
    private readonly List<LockFile> _locks = [];
    private readonly TimeSpan _interval;
    private readonly Timer _timer;

    /// <param name="interval">Between two beats.</param>
    public LockHeartbeat(TimeSpan interval)
    {
        _interval = interval;
        _timer = new Timer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>That of the process.</summary>
    public static LockHeartbeat Shared { get; } = new(TimeSpan.FromSeconds(10));

    public void Add(LockFile held)
    {
        lock (_locks)
        {
            _locks.Add(held);
            if (_locks.Count == 1) Arm();
        }
    }

    public void Remove(LockFile held)
    {
        lock (_locks) _locks.Remove(held);
    }

    /// <summary>One beat of each lock.</summary>
    public void BeatAll()
    {
        LockFile[] locks;
        lock (_locks) locks = [.. _locks];
        foreach (LockFile held in locks) held.Beat();
    }

    public void Dispose() => _timer.Dispose();

    private void OnTime()
    {
        BeatAll();
        lock (_locks)
        {
            if (_locks.Count > 0) Arm();
        }
    }

    // Once, not again and again: a share that hangs must not have the beats queue up.
    private void Arm() => _timer.Change(_interval, Timeout.InfiniteTimeSpan);
}
