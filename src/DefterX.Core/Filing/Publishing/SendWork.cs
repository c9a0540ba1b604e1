using System;
using System.Threading;
using DefterX.Filing.Delivery;
using DefterX.Ledgers;

namespace DefterX.Filing.Publishing;

/// <summary>Sends signed months.</summary>
internal sealed class SendWork : ILedgerWork
{
    private readonly FilingContext _context;
    private readonly LedgerDelivery _delivery;

    public SendWork(FilingContext context)
    {
        _context = context;
        _delivery = new LedgerDelivery(context, new LedgerOverview(context.Office));
    }

    public string Activity => Strings.SendingLedgers;

    public WorkResult Do(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        task.Stage = RunStage.Sending;
        onStage();
        MonthFolder folder = _context.Folder(task.Id);
        // What is not created has no folder to be locked, and what GİB has needs no lock: sending says so of both.
        if (LedgerStatus.StateOf(folder) is not (LedgerState.Signed or LedgerState.Sending)) return Send(task.Id, cancellationToken);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        return hold.While(token => Send(task.Id, token), cancellationToken);
    }

    private WorkResult Send(LedgerId id, CancellationToken cancellationToken) =>
        WorkResult.Done(_delivery.SendAsync(id, null, cancellationToken).GetAwaiter().GetResult());
}
