using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>Signs a created month and makes its berats: a batch of one.</summary>
internal sealed class LedgerSigning
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public LedgerSigning(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>Signs what is not signed yet.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.DeviceRequired"/>,
    /// <see cref="ErrorIds.SignerNotAuthorized"/>, <see cref="ErrorIds.LedgerInvalid"/>, <see cref="ErrorIds.TimeStampFailed"/>, and those
    /// of the device.</exception>
    public Ledger Sign(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        SigningBatch batch = new(_context, _overview);
        batch.Add(id);
        Ledger? signed = null;
        ExceptionDispatchInfo? failure = null;
        batch.Run(ledger => signed = ledger, (_, e) => failure = ExceptionDispatchInfo.Capture(e), progress, cancellationToken);
        failure?.Throw();
        return signed!;
    }
}
