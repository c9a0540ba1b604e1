using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Runs a body on a worker thread while the pipeline thread does what the body sends it.</summary>
/// <remarks>
/// When something sent throws (<c>-ErrorAction Stop</c>, <c>Select-Object -First</c>), the body sees that exception at its call, the
/// pump goes on until the body has ended, and only then throws the original, which is what PowerShell listens for.
/// </remarks>
internal sealed class PipelinePump(CancellationTokenSource stop)
{
    /// <summary>How long a stopped body may take to end; a native call cannot be cancelled and is left behind.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan s_awake = TimeSpan.FromMilliseconds(1);

    // Ends the wait of the pipeline thread. CompleteAdding would end it too, but by an exception inside the collection.
    private static readonly Action s_end = static () => { };

    private readonly BlockingCollection<Action> _queue = [];
    private readonly TaskCompletionSource<bool> _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs the body to its end on another thread; called on the pipeline thread.</summary>
    public void Run(Func<Task> body)
    {
        Task task = Task.Run(async () =>
        {
            try
            {
                await body().ConfigureAwait(false);
            }
            finally
            {
                End();
            }
        });
        ExceptionDispatchInfo? fault = null;
        using (CancellationTokenSource grace = new())
        using (stop.Token.Register(() => grace.CancelAfter(Grace)))
        {
            try
            {
                while (Take(grace.Token) is { } action && action != s_end) Do(action, ref fault);
                _queue.CompleteAdding();
            }
            catch (OperationCanceledException) when (grace.IsCancellationRequested)
            {
                Abandon(task);
                fault ??= ExceptionDispatchInfo.Capture(new PipelineStoppedException());
            }
        }

        if (fault is not null)
        {
            Observe(task);
            fault.Throw();
        }

        Finish(task);
    }

    /// <summary>Has the pipeline thread do something, without waiting for it.</summary>
    public void Post(Action action)
    {
        try
        {
            _queue.Add(action);
        }
        catch (InvalidOperationException)
        {
            throw new OperationCanceledException(); // the pipeline has gone on without this body
        }
    }

    /// <summary>Has the pipeline thread do something, and waits for its result or exception.</summary>
    public T Send<T>(Func<T> function)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.TrySetResult(function());
            }
            catch (Exception e) // for the body and, by the throw, for the pump
            {
                done.TrySetException(e);
                throw;
            }
        });
        return Task.WaitAny(done.Task, _abandoned.Task) == 0
            ? done.Task.GetAwaiter().GetResult()
            : throw new OperationCanceledException();
    }

    // What takes less than a thread needs to fall asleep and wake is waited for awake.
    private Action Take(CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_awake)
        {
            if (_queue.TryTake(out Action? action)) return action;
            Thread.SpinWait(50);
            Thread.Yield();
        }

        return _queue.Take(cancellationToken);
    }

    private void End()
    {
        try
        {
            _queue.Add(s_end);
        }
        catch (InvalidOperationException)
        {
            // The pipeline has gone on without this body.
        }
    }

    private void Do(Action action, ref ExceptionDispatchInfo? fault)
    {
        try
        {
            action();
        }
        catch (Exception e) // thrown again once the body has ended
        {
            fault ??= ExceptionDispatchInfo.Capture(e);
            stop.Cancel();
        }
    }

    private void Abandon(Task task)
    {
        _queue.CompleteAdding();
        _abandoned.TrySetResult(true);
        Observe(task);
    }

    private void Finish(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private static void Observe(Task task) => _ = task.ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
