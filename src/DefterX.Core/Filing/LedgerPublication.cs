using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing;

/// <summary>Takes a month as far as it may go, from wherever it stands.</summary>
internal sealed class LedgerPublication
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;
    private readonly LedgerPreparation _preparation;
    private readonly LedgerSigning _signing;
    private readonly LedgerDelivery _delivery;

    public LedgerPublication(FilingContext context)
    {
        _context = context;
        _overview = new LedgerOverview(context.Office);
        _preparation = new LedgerPreparation(context, _overview);
        _signing = new LedgerSigning(context, _overview);
        _delivery = new LedgerDelivery(context, _overview);
    }

    /// <summary>Goes as far as the target and the capabilities allow.</summary>
    /// <param name="wait">How long to wait for GİB to finish; zero asks once.</param>
    /// <exception cref="DefterXException">The failure that stopped it; running the same again goes on from there.</exception>
    public async Task<Ledger> PublishAsync(
        LedgerId id,
        PublishTarget target,
        SessionCapabilities capabilities,
        TimeSpan wait,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        Ledger ledger = _overview.Get(id);
        if (ledger.State is LedgerState.Missing or LedgerState.Imported or LedgerState.Invalid)
        {
            Report(Strings.StageValidate, 5);
            _preparation.Check(id, cancellationToken);
            ledger = _overview.Get(id);
        }

        bool canSign = target >= PublishTarget.Signed && capabilities.HasFlag(SessionCapabilities.Sign);
        if (ledger.State == LedgerState.Valid && target >= PublishTarget.Created)
        {
            Report(Strings.StageCreate, 20);
            StagedSigner? signer = canSign ? SignerOf(id, name => Report(Text.Format(Strings.StageCreateAndSign, name), 45)) : null;
            ledger = _preparation.Create(id, new LedgerCreateOptions { Signer = signer }, cancellationToken);
        }

        if (ledger.State == LedgerState.Created && canSign)
        {
            Report(Strings.StageSign, 45);
            ledger = _signing.Sign(id, null, cancellationToken);
        }

        bool canSend = target >= PublishTarget.Sent && capabilities.HasFlag(SessionCapabilities.Send);
        if (canSend && ledger.State is LedgerState.Signed or LedgerState.Sending or LedgerState.Rejected)
        {
            Report(Strings.StageSend, 70);
            ledger = await _delivery.SendAsync(id, null, cancellationToken).ConfigureAwait(false);
        }

        if (canSend && target >= PublishTarget.Approved && ledger.State == LedgerState.Sent)
        {
            Report(Strings.StageReceive, 85);
            ledger = await ReceiveAsync(id, wait, null, cancellationToken).ConfigureAwait(false);
        }

        return ledger;

        void Report(string stage, int percent) => progress?.Report(new OperationProgress(id.Firm.Title, stage, percent));
    }

    /// <summary>What signs a month as it is created; null where no device may, which is said once the month is created.</summary>
    private StagedSigner? SignerOf(LedgerId id, Action<LedgerFileName> onFile)
    {
        try
        {
            return new StagedSigner(_context, id, _context.SignerOf(id.Firm)) { OnFile = onFile };
        }
        catch (DefterXException)
        {
            return null; // signing says it again
        }
    }

    /// <summary>Asks GİB until it has finished or the time is over; each wait is half as long again as the one before.</summary>
    public async Task<Ledger> ReceiveAsync(
        LedgerId id, TimeSpan wait, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        TimeSpan pause = s_firstWait;
        while (true)
        {
            Ledger ledger = await _delivery.ReceiveAsync(id, progress, cancellationToken).ConfigureAwait(false);
            if (ledger.State != LedgerState.Sent || clock.Elapsed + pause > wait) return ledger;
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, s_longestWait.Ticks));
        }
    }
}
