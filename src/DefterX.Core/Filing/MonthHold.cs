using System;
using System.Threading;
using DefterX.Filing.Sharing;

namespace DefterX.Filing;

/// <summary>A month that others are kept off until disposal.</summary>
internal sealed class MonthHold : IDisposable
{
    private readonly IMonthLock _lock;
    private Action? _release;

    internal MonthHold(IMonthLock monthLock, Action release)
    {
        _lock = monthLock;
        _release = release;
    }

    /// <summary>Cancelled when the month is another's, or may soon be.</summary>
    public CancellationToken Lost => _lock.Lost;

    /// <summary>Has what was done so far seen by all.</summary>
    /// <inheritdoc cref="IMonthLock.Keep"/>
    public void Keep() => _lock.Keep();

    /// <summary>Does a work that ends when the month is another's, and keeps what it did.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>: it ended because of that; and those of
    /// <see cref="Keep"/>.</exception>
    public T While<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Lost);
        try
        {
            T result = work(either.Token);
            Keep();
            return result;
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw _lock.LostFailure();
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
