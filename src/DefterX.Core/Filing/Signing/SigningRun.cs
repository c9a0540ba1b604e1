using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Filing.Signing;

/// <summary>The workers that sign a batch.</summary>
internal sealed class SigningRun : IDisposable
{
    private readonly FilingContext _context;
    private readonly IReadOnlyList<SigningMonth> _months;
    private readonly SigningProgress _progress;
    private readonly IEnumerator<(SigningMonth Month, int? Part)> _units;
    private readonly CancellationTokenSource _stop;
    private ExceptionDispatchInfo? _fault;

    public SigningRun(
        FilingContext context, IReadOnlyList<SigningMonth> months, SigningProgress progress, CancellationToken cancellationToken)
    {
        _context = context;
        _months = months;
        _progress = progress;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _units = months.SelectMany(month => month.Begin(_stop.Token).Select(part => (month, part))).GetEnumerator();
    }

    /// <summary>Works through all months, and returns when every worker has ended.</summary>
    /// <param name="workers">How many parts are worked on at the same time.</param>
    /// <param name="onEnd">Gets each month as it ends, on any thread; what it throws stops the run and is thrown.</param>
    public void Work(int workers, Action<SigningMonth> onEnd)
    {
        Task[] tasks = [.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => WorkOne(onEnd), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(tasks, CancellationToken.None); // they see the stop themselves, and clean up
        _fault?.Throw();
    }

    public void Dispose()
    {
        foreach (SigningMonth month in _months) month.Dispose();
        _units.Dispose();
        _stop.Dispose();
    }

    private void WorkOne(Action<SigningMonth> onEnd)
    {
        try
        {
            while (Next(out SigningMonth? month, out int? part)) Do(month!, part, onEnd);
        }
        catch (Exception e) // thrown again once all workers have ended
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(e), null);
            _stop.Cancel();
        }
    }

    private bool Next(out SigningMonth? month, out int? part)
    {
        lock (_units)
        {
            _stop.Token.ThrowIfCancellationRequested();
            bool isThere = _units.MoveNext();
            (month, part) = isThere ? _units.Current : default;
            return isThere;
        }
    }

    private void Do(SigningMonth month, int? part, Action<SigningMonth> onEnd)
    {
        if (part is int number) Try(month, signer => signer.SignPart(number));
        if (!month.EndUnit()) return;
        Try(month, signer => Finish(month, signer));
        month.Dispose();
        _progress.End(month);
        onEnd(month);
    }

    private void Try(SigningMonth month, Action<MonthSigner> action)
    {
        if (month.IsDone || month.Failure is not null) return;
        try
        {
            month.Queue!.ThrowIfFailed();
            action(new MonthSigner(month, _context, _progress, _stop.Token));
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            month.Fail(e);
        }
    }

    private void Finish(SigningMonth month, MonthSigner signer)
    {
        signer.SignReport();
        _context.RecordSigned(month.Folder, month.Queue!.Device.Device.Owner);
    }
}
