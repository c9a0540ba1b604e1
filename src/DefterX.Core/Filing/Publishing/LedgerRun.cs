using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Publishing;

/// <summary>Does a work on many months at the same time. A month that fails leaves the others alone.</summary>
/// <remarks>Several are worked on at once, so that books are written and GİB answers while the device, the only serial stage, signs for
/// others. A month that waits for GİB takes neither a worker nor memory. One that another process has is put off.</remarks>
internal sealed class LedgerRun
{
    private static readonly TimeSpan s_lockPause = TimeSpan.FromSeconds(1);
    private readonly FilingContext _context;
    private readonly IReadOnlyList<LedgerTask> _tasks;
    private readonly ILedgerWork _work;
    private readonly RunSchedule _schedule;
    private ExceptionDispatchInfo? _fault;

    public LedgerRun(FilingContext context, IEnumerable<LedgerId> ledgers, ILedgerWork work)
    {
        _context = context;
        _tasks = [.. ledgers.GroupBy(id => id.ToString(), StringComparer.Ordinal).Select(same => new LedgerTask(same.First()))];
        _work = work;
        _schedule = new RunSchedule(_tasks);
    }

    /// <summary>How many months are worked on at the same time where nobody says: several for each core, as most wait for the device or
    /// for GİB.</summary>
    public static int DefaultThrottle { get; } = Math.Min(32, Math.Max(8, 2 * Environment.ProcessorCount));

    /// <summary>How many months are worked on at the same time.</summary>
    public int Throttle { get; init; } = DefaultThrottle;

    /// <summary>How long to wait for months that other processes have, once they are all that is left.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether failures are kept in the months' records, for a run at which nobody sits.</summary>
    public bool KeepsFailures { get; init; }

    /// <summary>Works through all months, and returns when every worker has ended.</summary>
    /// <param name="onDone">Gets each month that went as far as it may, on any thread; what it throws stops the run and is thrown.</param>
    /// <param name="onFailed">Gets each month that failed, and why, on any thread; likewise.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the same run again goes on from there.</exception>
    public RunSummary Run(
        Action<Ledger> onDone,
        Action<LedgerId, Exception> onFailed,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        RunSummary summary = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenRegistration wake = stop.Token.Register(_schedule.Wake);
        Worker worker = new(this, summary, new RunProgress(_tasks, _work.Activity, progress), onDone, onFailed, stop);
        Task[] workers = [.. Enumerable.Range(0, Math.Min(Throttle, _tasks.Count)).Select(_ => Task.Factory.StartNew(
            worker.Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(workers, CancellationToken.None); // they see the stop themselves, and clean up
        _fault?.Throw();
        summary.End(_context.Queues.Signatures);
        return summary;
    }

    private sealed class Worker(
        LedgerRun run,
        RunSummary summary,
        RunProgress progress,
        Action<Ledger> onDone,
        Action<LedgerId, Exception> onFailed,
        CancellationTokenSource stop)
    {
        public void Work()
        {
            try
            {
                while (run._schedule.Take(stop.Token) is LedgerTask task) Do(task);
            }
            catch (Exception e) // thrown again once all workers have ended
            {
                Interlocked.CompareExchange(ref run._fault, ExceptionDispatchInfo.Capture(e), null);
                stop.Cancel();
            }
        }

        private void Do(LedgerTask task)
        {
            try
            {
                WorkResult result = run._work.Do(task, progress.Report, stop.Token);
                task.Locked = null;
                if (result.Ledger is not Ledger ledger)
                {
                    run._schedule.Rest(task, result.Pause);
                    return;
                }

                End(task);
                summary.Add(ledger);
                onDone(ledger);
            }
            catch (DefterXException e) when (e.ErrorId == ErrorIds.LedgerLocked && PutOff(task))
            {
                run._context.Logger.LogDebug("{Ledger} put off: {Reason}", task.Id, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                Fail(task, e);
            }
        }

        private void Fail(LedgerTask task, Exception e)
        {
            Exception failure = FirmFailure.Of(run._context.FolderHere(task.Id), e);
            if (run.KeepsFailures) FailureRecord.Write(run._context, task.Id, failure);
            End(task);
            summary.Add(failure);
            onFailed(task.Id, failure);
        }

        private bool PutOff(LedgerTask task)
        {
            task.Locked ??= System.Diagnostics.Stopwatch.StartNew();
            if (!run._schedule.IsOnlyLockedLeft) task.Locked.Restart();
            if (task.Locked.Elapsed > run.LockPatience) return false;
            run._schedule.Rest(task, s_lockPause);
            return true;
        }

        private void End(LedgerTask task)
        {
            task.Stage = RunStage.Ended;
            run._schedule.End(task);
            progress.Report();
        }
    }
}
