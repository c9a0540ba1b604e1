using System;
using System.Diagnostics;
using System.Threading;
using DefterX.Filing.Creation;
using DefterX.Filing.Delivery;
using DefterX.Ledgers;

namespace DefterX.Filing.Publishing;

/// <summary>Asks GİB about sent months, and fetches the approved berats.</summary>
internal sealed class ReceiveWork : ILedgerWork
{
    private readonly FilingContext _context;
    private readonly LedgerDelivery _delivery;
    private readonly TimeSpan _wait;
    private readonly PollPace _pace = new();

    /// <param name="wait">How long to wait for GİB to finish with a month; zero asks once.</param>
    public ReceiveWork(FilingContext context, TimeSpan wait)
    {
        _context = context;
        _delivery = new LedgerDelivery(context, new LedgerOverview(context.Office));
        _wait = wait;
    }

    public string Activity => Strings.ReceivingLedgers;

    public WorkResult Do(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(task.Id);
        if (!folder.IsCreated()) throw LedgerPreparation.NotCreated(task.Id);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        return hold.While(token => DoLocked(task, onStage, token), cancellationToken);
    }

    /// <summary>What comes after a month was sent.</summary>
    public WorkResult Begin(LedgerTask task)
    {
        task.Stage = RunStage.AtGib;
        task.AtGib = Stopwatch.StartNew();
        // Whoever does not wait asks when all others are sent, which is when most are through.
        return _wait == TimeSpan.Zero ? WorkResult.AtTheEnd() : WorkResult.Later(_pace.First(PaceOf(task)));
    }

    /// <summary>A round of questions about a month that is locked.</summary>
    public WorkResult DoLocked(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        task.Stage = RunStage.Receiving;
        onStage();
        bool isKnown = task.AtGib is not null;
        task.AtGib ??= Stopwatch.StartNew();
        Ledger ledger = _delivery.ReceiveAsync(task.Id, task.Rounds++, cancellationToken).GetAwaiter().GetResult();
        TimeSpan elapsed = task.AtGib.Elapsed;
        task.Stage = RunStage.AtGib;
        if (ledger.State == LedgerState.Approved)
        {
            if (isKnown) _pace.Finished(elapsed);
            return WorkResult.Done(ledger);
        }

        if (ledger.State != LedgerState.Sent) return WorkResult.Done(ledger); // lost there
        TimeSpan pause = _pace.Next(elapsed, PaceOf(task));
        return elapsed + pause > _wait ? WorkResult.Done(ledger) : WorkResult.Later(pause);
    }

    private TimeSpan PaceOf(LedgerTask task) => _context.Queues.Of(_context.SignerOf(task.Id.Firm)).Pace;
}
