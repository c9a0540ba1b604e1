using System;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;

namespace DefterX.Filing;

/// <summary>A month that others are kept off until disposal.</summary>
internal sealed class MonthHold : IDisposable
{
    private readonly MonthFolder _folder;
    private readonly LockFile _lock;
    private Action? _release;

    internal MonthHold(MonthFolder folder, LockFile monthLock, Action release)
    {
        _folder = folder;
        _lock = monthLock;
        _release = release;
    }

    /// <summary>Cancelled when the month is another's, or may soon be.</summary>
    public CancellationToken Lost => _lock.Lost;

    /// <summary>Does a work that ends when the month is another's.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>: it ended because of that.</exception>
    public T While<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Lost);
        try
        {
            return work(either.Token);
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw _folder.Lost(_lock.TakenBy);
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
