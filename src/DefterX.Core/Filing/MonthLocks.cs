using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;

namespace DefterX.Filing;

/// <summary>The months that a run keeps from others. Whoever holds one may hold it again, as a step within another does.</summary>
internal sealed class MonthLocks
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps others, in this process and elsewhere, off a month until disposed.</summary>
    /// <param name="cancellationToken">Ends the watch of a lock whose holder seems to have crashed.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>, <see cref="ErrorIds.StorageFailed"/>.</exception>
    public MonthHold Hold(MonthFolder folder, CancellationToken cancellationToken)
    {
        string id = folder.Id.ToString();
        if (HoldAgain(id) is not LockFile monthLock)
        {
            monthLock = folder.Lock(LockOptions.Default, cancellationToken);
            lock (_held) _held.Add(id, new Held(monthLock));
        }

        return new MonthHold(folder, monthLock, () => Release(id));
    }

    private LockFile? HoldAgain(string id)
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

    private sealed class Held(LockFile monthLock)
    {
        public LockFile Lock { get; } = monthLock;

        public int Count { get; set; } = 1;
    }
}
