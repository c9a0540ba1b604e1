using System;
using System.Threading;
using DefterX.Filing.Creation;
using DefterX.Filing.Delivery;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing.Publishing;

/// <summary>Takes a month as far as it may go, from wherever it stands.</summary>
internal sealed class PublishWork : ILedgerWork
{
    private const int MostLosses = 2;
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;
    private readonly PublishTarget _target;
    private readonly LedgerPreparation _preparation;
    private readonly LedgerSigning _signing;
    private readonly LedgerDelivery _delivery;
    private readonly ReceiveWork _receive;
    private readonly bool _canSign;
    private readonly bool _canSend;

    /// <param name="target">The last step.</param>
    /// <param name="capabilities">What the session can do.</param>
    /// <param name="wait">How long to wait for GİB to finish with a month; zero asks once.</param>
    public PublishWork(FilingContext context, PublishTarget target, SessionCapabilities capabilities, TimeSpan wait)
    {
        _context = context;
        _target = target;
        _overview = new LedgerOverview(context.Office);
        _preparation = new LedgerPreparation(context, _overview);
        _signing = new LedgerSigning(context, _overview);
        _delivery = new LedgerDelivery(context, _overview);
        _receive = new ReceiveWork(context, wait);
        _canSign = target >= PublishTarget.Signed && capabilities.HasFlag(SessionCapabilities.Sign);
        _canSend = target >= PublishTarget.Sent && capabilities.HasFlag(SessionCapabilities.Send);
    }

    public string Activity => Strings.Publishing;

    public WorkResult Do(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        LedgerId id = task.Id;
        Ledger ledger = _overview.Get(id);
        // What has nothing imported has no folder, and needs none.
        if (ledger.State == LedgerState.Missing) _preparation.Check(id, cancellationToken);
        // A lock that is there although nothing is left to be done is a killed process's: whoever takes it clears what that left.
        if (NextOf(ledger.State) is null && !_context.FolderHere(id).HasLock) return WorkResult.Done(ledger);
        using MonthHold hold = _context.Locks.Hold(_context.Folder(id), cancellationToken);
        return hold.While(token => DoLocked(task, onStage, token), cancellationToken);
    }

    private WorkResult DoLocked(LedgerTask task, Action onStage, CancellationToken cancellationToken)
    {
        LedgerId id = task.Id;
        Ledger ledger = _overview.Get(id); // others may have had it until now
        while (NextOf(ledger.State) is RunStage next)
        {
            if (next == RunStage.AtGib)
            {
                WorkResult result = _receive.DoLocked(task, onStage, cancellationToken);
                bool isLost = result.Ledger?.State is LedgerState.Sending or LedgerState.Signed;
                if (!isLost) return result;
                if (++task.Losses > MostLosses)
                {
                    throw new DefterXException(ErrorIds.GibRejected, Text.Format(Strings.LostAgain, id, task.Losses), id.Firm);
                }

                ledger = result.Ledger!;
                continue;
            }

            task.Stage = next;
            onStage();
            ledger = Step(id, next, cancellationToken);
            if (ledger.State == LedgerState.Sent && _target >= PublishTarget.Approved) return _receive.Begin(task);
        }

        return WorkResult.Done(ledger);
    }

    private RunStage? NextOf(LedgerState state) => state switch
    {
        LedgerState.Missing or LedgerState.Imported or LedgerState.Invalid => RunStage.Validating,
        LedgerState.Valid when _target >= PublishTarget.Created => RunStage.Creating,
        LedgerState.Created when _canSign => RunStage.Signing,
        LedgerState.Signed or LedgerState.Sending or LedgerState.Rejected when _canSend => RunStage.Sending,
        LedgerState.Sent when _canSend && _target >= PublishTarget.Approved => RunStage.AtGib,
        _ => null,
    };

    private Ledger Step(LedgerId id, RunStage step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case RunStage.Validating:
                _preparation.Check(id, cancellationToken);
                return _overview.Get(id);
            case RunStage.Creating:
                LedgerCreateOptions options = new() { Signer = _canSign ? SignerOf(id) : null };
                return _preparation.Create(id, options, cancellationToken);
            case RunStage.Signing:
                return _signing.Sign(id, null, cancellationToken);
            default:
                return _delivery.SendAsync(id, null, cancellationToken).GetAwaiter().GetResult();
        }
    }

    /// <summary>What signs a month as it is created; null where no device may, which is said once the month is created.</summary>
    private StagedSigner? SignerOf(LedgerId id)
    {
        try
        {
            return new StagedSigner(_context, id, _context.SignerOf(id.Firm));
        }
        catch (DefterXException)
        {
            return null; // signing says it again
        }
    }
}
