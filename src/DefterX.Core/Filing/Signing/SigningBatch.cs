using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Filing.Creation;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>Many months to be signed: several parts are worked on at the same time, while each device signs one file after another.</summary>
/// <remarks>What is in flight is bounded, and so is the memory. A month that fails leaves the others alone; a device that fails leaves
/// the months of other devices alone, and fails all of its own without being asked again.</remarks>
internal sealed class SigningBatch
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;
    private readonly List<SigningMonth> _months = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public SigningBatch(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>How many parts are worked on at the same time: one for each core, and one that the device signs.</summary>
    public int InFlight { get; init; } = Environment.ProcessorCount + 1;

    /// <summary>Adds a month; one that is there already is passed over.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.DeviceRequired"/>,
    /// <see cref="ErrorIds.SignerNotAuthorized"/>, <see cref="ErrorIds.CertificateExpired"/>.</exception>
    public void Add(LedgerId id)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        DeviceQueue? queue = state == LedgerState.Created ? _context.Queues.Of(_context.SignerOf(id.Firm)) : null;
        if (_known.Add(folder.PathOf(id.Book.Ledgers()[0]))) _months.Add(new SigningMonth(folder, queue, _context.Locks));
    }

    /// <summary>Signs what is not signed yet.</summary>
    /// <param name="onSigned">Gets each month as it is done, on any thread.</param>
    /// <param name="onFailed">Gets each month that failed, and why, on any thread.</param>
    /// <exception cref="OperationCanceledException">It was stopped; each file is signed or as it was.</exception>
    public void Run(
        Action<Ledger> onSigned,
        Action<LedgerId, Exception> onFailed,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        using SigningRun run = new(_context, _months, new SigningProgress(progress, _months, InFlight), cancellationToken);
        run.Work(InFlight, month =>
        {
            if (month.Failure is Exception failure) onFailed(month.Id, Explain(month, failure));
            else onSigned(_overview.Get(month.Id));
        });
    }

    private static Exception Explain(SigningMonth month, Exception failure) =>
        failure is DefterXException known && known == month.Queue?.Failure
            ? DeviceQueue.FailureOf(month.Id, known)
            : FirmFailure.Of(month.Folder, failure);
}
