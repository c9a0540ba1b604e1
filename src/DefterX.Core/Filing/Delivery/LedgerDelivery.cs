using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing.Creation;
using DefterX.Ledgers;
using DefterX.Signatures;

namespace DefterX.Filing.Delivery;

/// <summary>Sends a signed month's packages to GİB and follows them.</summary>
internal sealed class LedgerDelivery
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public LedgerDelivery(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>Sends what GİB does not have yet, berats before the report.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.LedgerNotSigned"/>,
    /// <see cref="ErrorIds.SignatureInvalid"/>, <see cref="ErrorIds.DeviceRequired"/>, <see cref="ErrorIds.SignerNotAuthorized"/>, and
    /// those of <see cref="Gib.IGibClient"/>.</exception>
    public async Task<Ledger> SendAsync(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        if (IsSent(folder)) return _overview.Get(id);
        MonthDelivery month = new(_context, folder);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        if (IsSent(folder)) return _overview.Get(id); // by another process, until now
        RequireValidSignatures(folder, cancellationToken);
        IReadOnlyList<(LedgerFileKind Kind, int Part)> packages = folder.Packages();
        for (int i = 0; i < packages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LedgerFileKind kind, int part) = packages[i];
            string name = id.FileName(kind, part).PackageId;
            progress?.Report(new OperationProgress(Text.Format(Strings.Sending, id), name, i * 100 / packages.Count));
            await new PackageSender(month, kind, part).SendAsync(cancellationToken).ConfigureAwait(false);
        }

        return _overview.Get(id);
    }

    /// <summary>Asks GİB about the packages that were sent; fetches, verifies and stores the approved berats.</summary>
    /// <param name="round">How often the run has asked about the month before.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> when the month was sent to GİB's other environment,
    /// <see cref="ErrorIds.LedgerNotSigned"/> when nothing was sent, <see cref="ErrorIds.GibRejected"/>
    /// when GİB could not process a package, <see cref="ErrorIds.SignatureInvalid"/> when the approved berat is not that of ours.</exception>
    public async Task<Ledger> ReceiveAsync(LedgerId id, int round, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        if (state == LedgerState.Approved) return _overview.Get(id);
        MonthRecord.RequireEnvironment(_context, folder);
        if (state is LedgerState.Created or LedgerState.Signed)
        {
            throw new DefterXException(ErrorIds.LedgerNotSigned, Text.Format(Strings.LedgerNotSent, id), id.Firm);
        }

        MonthDelivery month = new(_context, folder);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        await new PackageFollower(month).FollowAsync(round, cancellationToken).ConfigureAwait(false);
        return _overview.Get(id);
    }

    private static bool IsSent(MonthFolder folder) => RequireSigned(folder) is LedgerState.Sent or LedgerState.Approved;

    /// <summary>The state of a month that is signed and was not rejected.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.LedgerNotSigned"/>,
    /// <see cref="ErrorIds.GibRejected"/>.</exception>
    internal static LedgerState RequireSigned(MonthFolder folder)
    {
        LedgerId id = folder.Id;
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        return state switch
        {
            LedgerState.Created => throw new DefterXException(
                ErrorIds.LedgerNotSigned, Text.Format(Strings.LedgerNotSigned, id), id.Firm),
            LedgerState.Rejected => throw RejectionOf(folder),
            _ => state,
        };
    }

    /// <summary>That GİB could not process a package, and why.</summary>
    internal static DefterXException Rejected(LedgerId id, string package, string? reason) => new(
        ErrorIds.GibRejected, Text.Format(Strings.PackageFailed, package, reason?.TrimEnd('.') + "."), id.Firm);

    private static DefterXException RejectionOf(MonthFolder folder)
    {
        IReadOnlyList<FilingEvent> log = folder.Log.ReadCurrent();
        string package = folder.Packages().Select(file => folder.Id.FileName(file.Kind, file.Part).PackageId)
            .First(id => LedgerStatus.LastStep(log, id) == FilingStep.Rejected);
        return Rejected(
            folder.Id, package, log.Last(step => step.Package == package && step.Step == FilingStep.Rejected).Text);
    }

    /// <exception cref="DefterXException"><see cref="ErrorIds.SignatureInvalid"/>: a file was changed after it was signed.</exception>
    internal static void RequireValidSignatures(MonthFolder folder, CancellationToken cancellationToken)
    {
        Signature? bad = folder.Signed()
            .Select(file => SignatureVerifier.Verify(folder.PathOf(file.Kind, file.Part), TrustedRoots.None, cancellationToken))
            .FirstOrDefault(signature => signature.Status != SignatureStatus.Valid);
        if (bad is null) return;
        throw new DefterXException(
            ErrorIds.SignatureInvalid, Text.Format(Strings.SignatureInvalid, bad.Path, bad.StatusMessage), folder.Id.Firm);
    }
}
