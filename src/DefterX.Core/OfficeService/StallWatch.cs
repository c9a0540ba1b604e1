using System;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.OfficeService;

/// <summary>Ends a transfer that stands still, however long one that moves may take.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _source;

    public StallWatch(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _cancellationToken = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Something moved.</summary>
    public void Moved() => _source.CancelAfter(_limit);

    /// <exception cref="DefterXException"><see cref="ErrorIds.OperationTimeout"/>: it stood still; and what the work throws.</exception>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, Uri address)
    {
        Moved();
        try
        {
            return await work(_source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!_cancellationToken.IsCancellationRequested)
        {
            throw ServiceFailure.TooSlow(address, _limit, e);
        }
    }

    public void Dispose() => _source.Dispose();
}
