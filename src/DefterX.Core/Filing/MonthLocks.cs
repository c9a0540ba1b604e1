using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Filing;

/// <summary>The months that a run keeps from others. Whoever holds one may hold it again, as a step within another does.</summary>
internal sealed class MonthLocks
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps others, in this process and elsewhere, off a month until disposed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>.</exception>
    public IDisposable Hold(MonthFolder folder)
    {
        string id = folder.Id.ToString();
        if (!HoldAgain(id))
        {
            Held held = new(folder.Lock());
            lock (_held) _held.Add(id, held);
        }

        return new Holding(this, id);
    }

    private bool HoldAgain(string id)
    {
        lock (_held)
        {
            if (!_held.TryGetValue(id, out Held? held)) return false;
            held.Count++;
            return true;
        }
    }

    private void Release(string id)
    {
        lock (_held)
        {
            Held held = _held[id];
            if (--held.Count > 0) return;
            _held.Remove(id);
            held.Lock.Dispose();
        }
    }

    private sealed class Held(IDisposable monthLock)
    {
        public IDisposable Lock { get; } = monthLock;

        public int Count { get; set; } = 1;
    }

    private sealed class Holding(MonthLocks locks, string id) : IDisposable
    {
        private MonthLocks? _locks = locks;

        public void Dispose() => Interlocked.Exchange(ref _locks, null)?.Release(id);
    }
}
