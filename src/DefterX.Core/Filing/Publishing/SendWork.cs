using System;
using System.Threading;
using DefterX.Filing.Delivery;

namespace DefterX.Filing.Publishing;

/// <summary>Sends signed months.</summary>
internal sealed class SendWork : ILedgerWork
{
    private readonly LedgerDelivery _delivery;

    public SendWork(FilingContext context) => _delivery = new LedgerDelivery(context, new LedgerOverview(context.Office));

    public WorkResult Do(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        task.Stage = RunStage.Sending;
        onStage();
        return WorkResult.Done(_delivery.SendAsync(task.Id, null, cancellationToken).GetAwaiter().GetResult());
    }
}
