using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Gib;
using DefterX.Ledgers;
using DefterX.Signatures;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing;

/// <summary>Sends a signed month's packages to GİB and follows them.</summary>
/// <remarks>What is intended is recorded before it is done; a package whose fate is unknown is asked about before it is sent again.</remarks>
internal sealed class LedgerDelivery
{
    private const int AlreadyUploaded = 111;

    /// <summary>From this month on the general ledger itself is kept, not uploaded (Uygulama Kılavuzu C, v1.12).</summary>
    private static readonly Period s_ledgerStays = new(2025, 1);

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
    /// those of <see cref="IGibClient"/>.</exception>
    public async Task<Ledger> SendAsync(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        if (state == LedgerState.Created)
        {
            throw new DefterXException(ErrorIds.LedgerNotSigned, Text.Format(Strings.LedgerNotSigned, id), id.Firm);
        }

        if (state is LedgerState.Sent or LedgerState.Approved) return _overview.Get(id);
        if (state == LedgerState.Rejected)
        {
            throw new DefterXException(ErrorIds.GibRejected, Text.Format(Strings.LedgerRejected, id), id.Firm);
        }

        ConnectedDevice device = _context.SignerOf(id.Firm);
        CheckEnvironment(folder);
        Verify(folder, cancellationToken);
        using IDisposable guard = folder.Lock();
        using IGibClient client = _context.GibClients(device);
        IReadOnlyList<(LedgerFileKind Kind, int Part)> packages = folder.Packages();
        for (int i = 0; i < packages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LedgerFileKind kind, int part) = packages[i];
            string package = folder.Id.FileName(kind, part).PackageId;
            progress?.Report(new OperationProgress(Text.Format(Strings.Sending, id), package, i * 100 / packages.Count));
            FilingStep? last = LedgerStatus.LastStep(folder.Log.ReadCurrent(), package);
            if (last is FilingStep.Sent or FilingStep.Processed or FilingStep.Approved) continue;
            if (last == FilingStep.Sending && await IsKnownAsync(client, package, cancellationToken).ConfigureAwait(false))
            {
                Record(folder, FilingStep.Sent, package);
                continue;
            }

            await SendPackageAsync(folder, kind, part, package, client, cancellationToken).ConfigureAwait(false);
        }

        return _overview.Get(id);
    }

    /// <summary>Asks GİB about the packages that were sent; fetches, verifies and stores the approved berats.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotSigned"/> when nothing was sent, <see cref="ErrorIds.GibRejected"/>
    /// when GİB could not process a package, <see cref="ErrorIds.SignatureInvalid"/> when the approved berat is not that of ours.</exception>
    public async Task<Ledger> ReceiveAsync(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        if (state == LedgerState.Approved) return _overview.Get(id);
        if (state is LedgerState.Created or LedgerState.Signed)
        {
            throw new DefterXException(ErrorIds.LedgerNotSigned, Text.Format(Strings.LedgerNotSent, id), id.Firm);
        }

        ConnectedDevice device = _context.SignerOf(id.Firm);
        CheckEnvironment(folder);
        using IDisposable guard = folder.Lock();
        using IGibClient client = _context.GibClients(device);
        GibBatchStatus? failed = null;
        IReadOnlyList<(LedgerFileKind Kind, int Part)> packages = folder.Packages();
        for (int i = 0; i < packages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LedgerFileKind kind, int part) = packages[i];
            string package = folder.Id.FileName(kind, part).PackageId;
            if (LedgerStatus.LastStep(folder.Log.ReadCurrent(), package) != FilingStep.Sent) continue;
            progress?.Report(new OperationProgress(Text.Format(Strings.Receiving, id), package, i * 100 / packages.Count));
            GibBatchStatus status = await client.GetBatchStatusAsync(package, cancellationToken).ConfigureAwait(false);
            if (status.State == GibBatchState.Failed)
            {
                Record(folder, FilingStep.Rejected, package, status.Text, status.Code);
                failed ??= status;
            }
            else if (status.State == GibBatchState.Succeeded)
            {
                await FinishAsync(folder, (kind, part), package, client, status, cancellationToken).ConfigureAwait(false);
            }
        }

        if (failed is null) return _overview.Get(id);
        throw new DefterXException(ErrorIds.GibRejected, Text.Format(Strings.PackageFailed, failed.PackageId, failed.Text), id.Firm);
    }

    private async Task FinishAsync(
        MonthFolder folder,
        (LedgerFileKind Kind, int Part) file,
        string package,
        IGibClient client,
        GibBatchStatus status,
        CancellationToken cancellationToken)
    {
        if (!file.Kind.IsBerat())
        {
            Record(folder, FilingStep.Processed, package, status.Text, status.Code);
            return;
        }

        GibAttachment attachment = await client.ReceiveDocumentFileAsync(package, cancellationToken).ConfigureAwait(false);
        string path = folder.PathOf(file.Kind, file.Part);
        byte[] berat = PackageReader.ReadBerat(attachment, Path.GetFileName(path));
        ApprovedBerat.Store(berat, path, folder.ApprovedPathOf(file.Kind, file.Part), cancellationToken);
        Record(folder, FilingStep.Approved, package, status.Text, status.Code);
    }

    private async Task SendPackageAsync(
        MonthFolder folder, LedgerFileKind kind, int part, string package, IGibClient client, CancellationToken cancellationToken)
    {
        string zip = AtomicFile.TemporaryName(Path.Combine(folder.FolderPath, package + ".zip"));
        try
        {
            PackageWriter.Write(zip, Contents(folder, kind, part));
            Record(folder, FilingStep.Sending, package, sha256: FileDigest.Sha256(zip));
            string answer = await client.SendDocumentFileAsync(package + ".zip", zip, cancellationToken).ConfigureAwait(false);
            Record(folder, FilingStep.Sent, package, answer);
        }
        catch (DefterXException e) when (GibFaults.CodeOf(e) is int code)
        {
            // Uploaded before, by a call whose answer was lost: what came of it is for the status to say.
            if (code == AlreadyUploaded && await IsKnownAsync(client, package, cancellationToken).ConfigureAwait(false))
            {
                Record(folder, FilingStep.Sent, package, e.Message);
                return;
            }

            Record(folder, FilingStep.Refused, package, e.Message, code.ToString(System.Globalization.CultureInfo.InvariantCulture));
            throw;
        }
        finally
        {
            File.Delete(zip);
        }
    }

    /// <summary>The files of a package (Teknik Kılavuz 2.4, 2.7; Uygulama Kılavuzu C).</summary>
    private static IReadOnlyList<string> Contents(MonthFolder folder, LedgerFileKind kind, int part)
    {
        bool isAlone = !kind.IsBerat() || (kind == LedgerFileKind.KB && folder.Id.Period >= s_ledgerStays);
        return isAlone ? [folder.PathOf(kind, part)] : [folder.PathOf(kind, part), folder.PathOf(kind.Ledger(), part)];
    }

    private static async Task<bool> IsKnownAsync(IGibClient client, string package, CancellationToken cancellationToken)
    {
        try
        {
            GibBatchStatus status = await client.GetBatchStatusAsync(package, cancellationToken).ConfigureAwait(false);
            return status.State != GibBatchState.Failed;
        }
        catch (DefterXException e) when (GibFaults.CodeOf(e) == GibFaults.PackageNotFound)
        {
            return false;
        }
    }

    private static void Verify(MonthFolder folder, CancellationToken cancellationToken)
    {
        foreach ((LedgerFileKind kind, int part) in folder.Signed())
        {
            Signature signature = SignatureVerifier.Verify(folder.PathOf(kind, part), TrustedRoots.None, cancellationToken);
            if (signature.Status == SignatureStatus.Valid) continue;
            throw new DefterXException(
                ErrorIds.SignatureInvalid,
                Text.Format(Strings.SignatureInvalid, signature.Path, signature.StatusMessage),
                folder.Id.Firm);
        }
    }

    private void CheckEnvironment(MonthFolder folder)
    {
        string environment = _context.Office.Settings.GibEnvironment.ToString();
        FilingEvent? other = folder.Log.ReadCurrent()
            .FirstOrDefault(step => step.Environment is not null && step.Environment != environment);
        if (other is null) return;
        throw new DefterXException(
            ErrorIds.OfficeInvalid, Text.Format(Strings.EnvironmentChanged, folder.Id, other.Environment, environment), folder.Id.Firm);
    }

    private void Record(
        MonthFolder folder, FilingStep step, string package, string? text = null, string? code = null, string? sha256 = null)
    {
        folder.Log.Append(new FilingEvent
        {
            Time = _context.Clock(),
            Step = step,
            Package = package,
            Environment = _context.Office.Settings.GibEnvironment.ToString(),
            Text = text,
            Code = code,
            Sha256 = sha256,
        });
        _context.Logger.LogInformation("{Package}: {Step} {Text}", package, step, text ?? "");
    }
}
