using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;

namespace DefterX.Filing;

/// <summary>The months that a run keeps from others. Whoever holds one may hold it again, as a step within another does.</summary>
/// <param name="store">Where months are kept.</param>
internal sealed class MonthLocks(MonthStore store)
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps others, in this process and elsewhere, off a month until disposed.</summary>
    /// <param name="cancellationToken">Ends the watch of a lock whose holder seems to have crashed.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>, <see cref="ErrorIds.StorageFailed"/>.</exception>
    public MonthHold Hold(MonthFolder folder, CancellationToken cancellationToken)
    {
        string id = folder.Id.ToString();
        if (HoldAgain(id) is not IMonthLock monthLock)
        {
            monthLock = store.Lock(folder, cancellationToken);
            lock (_held) _held.Add(id, new Held(monthLock));
        }

        return new MonthHold(monthLock, () => Release(id));
    }

    private IMonthLock? HoldAgain(string id)
    {
        lock (_held)
        {
            if (!_held.TryGetValue(id, out Held? held)) return null;
            held.Count++;
            return held.Lock;
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

    private sealed class Held(IMonthLock monthLock)
    {
        public IMonthLock Lock { get; } = monthLock;

        public int Count { get; set; } = 1;
    }
}
