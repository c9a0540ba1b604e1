using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Gib;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>Sends one package, once: what is intended is recorded before it is done, and where its fate is unknown GİB is asked
/// before it is sent again.</summary>
internal sealed class PackageSender
{
    private readonly MonthDelivery _month;
    private readonly LedgerFileKind _kind;
    private readonly int _part;
    private readonly string _package;
    private bool _mayBeThere;

    public PackageSender(MonthDelivery month, LedgerFileKind kind, int part)
    {
        _month = month;
        _kind = kind;
        _part = part;
        _package = month.Id.FileName(kind, part).PackageId;
    }

    /// <summary>Sends the package, unless GİB has it.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibRejected"/>, <see cref="ErrorIds.GibNotAuthorized"/>,
    /// <see cref="ErrorIds.GibUnreachable"/>, <see cref="ErrorIds.OperationTimeout"/>, and those of the device.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        FilingStep? last = _month.LastStep(_package);
        if (last is FilingStep.Sent or FilingStep.Processed or FilingStep.Approved) return;
        _mayBeThere = last is FilingStep.Sending;
        string zip = AtomicFile.TemporaryName(Path.Combine(_month.Folder.FolderPath, _package + ".zip"));
        try
        {
            PackageWriter.Write(zip, PackageContents.Of(_month.Folder, _kind, _part));
            string sha256 = FileDigest.Sha256(zip);
            await _month.CallAsync(
                async (client, _, token) =>
                {
                    await SendOnceAsync(client, zip, sha256, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e) when (GibFailure.KindOf(e) is GibFailureKind kind)
        {
            RecordFailure(e, kind);
            throw;
        }
        finally
        {
            File.Delete(zip);
        }
    }

    private async Task SendOnceAsync(IGibClient client, string zip, string sha256, CancellationToken cancellationToken)
    {
        if (_mayBeThere && await IsThereAsync(client, cancellationToken).ConfigureAwait(false)) return;
        bool wasTried = _mayBeThere;
        _month.Record(FilingStep.Sending, _package, sha256: sha256);
        _mayBeThere = true;
        try
        {
            string answer = await client.SendDocumentFileAsync(_package + ".zip", zip, cancellationToken).ConfigureAwait(false);
            _month.Record(FilingStep.Sent, _package, answer);
        }
        catch (DefterXException e) when (GibFaults.CodeOf(e) == GibFaults.AlreadyUploaded)
        {
            await TakenBeforeAsync(client, e, wasTried, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an earlier call that got no answer was taken after all.</summary>
    private async Task<bool> IsThereAsync(IGibClient client, CancellationToken cancellationToken)
    {
        GibBatchStatus? status = await MonthDelivery.StatusAsync(client, _package, cancellationToken).ConfigureAwait(false);
        if (status is null) return false;
        if (status.State != GibBatchState.Failed)
        {
            _month.Record(FilingStep.Sent, _package, status.Text, status.Code);
            return true;
        }

        // GİB tells of its newest upload. One that failed before this month was made again is not ours of now.
        bool failedBefore = _month.Folder.Log.Read().Any(step => step.Package == _package && step.Step == FilingStep.Rejected);
        return failedBefore ? false : throw _month.Reject(status);
    }

    /// <summary>A package of this name is there (111): a success only where it is what was signed here.</summary>
    private async Task TakenBeforeAsync(
        IGibClient client, DefterXException refusal, bool wasTried, CancellationToken cancellationToken)
    {
        bool? isOurs = wasTried ? true : await IsSameAsync(client, cancellationToken).ConfigureAwait(false);
        if (isOurs == false)
        {
            throw new DefterXException(
                ErrorIds.GibRejected, Text.Format(Strings.AnotherPackageThere, _package), _month.Id.Firm, refusal);
        }

        // Where it is not processed yet, the approved berat will tell.
        _month.Record(FilingStep.Sent, _package, refusal.Message, Code(GibFaults.AlreadyUploaded));
    }

    /// <summary>Whether what is at GİB is what was signed here; null where GİB has not processed it yet. What was sent with another
    /// device cannot be seen with this one.</summary>
    private async Task<bool?> IsSameAsync(IGibClient client, CancellationToken cancellationToken)
    {
        GibBatchStatus? status = await MonthDelivery.StatusAsync(client, _package, cancellationToken).ConfigureAwait(false);
        if (status is null) return false;
        if (!_kind.IsBerat()) return IsReportOurs();
        if (status.State != GibBatchState.Succeeded) return null;
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(_package, cancellationToken).ConfigureAwait(false);
        string path = _month.Folder.PathOf(_kind, _part);
        return ApprovedBerat.IsOf(PackageReader.ReadBerat(attachment, Path.GetFileName(path)), path);
    }

    /// <summary>Nothing of a report can be fetched. It goes last, and GİB takes it for the berats that are there: where these were
    /// found there and were the same, or no earlier report of this month was ever sent from here, it is ours.</summary>
    private bool IsReportOurs() =>
        _month.Packages().Where(package => package.Kind.IsBerat()).All(WasThere)
        || _month.Folder.Log.Read().Count(IsSending) == _month.Folder.Log.ReadCurrent().Count(IsSending);

    private bool IsSending(FilingEvent step) => step.Package == _package && step.Step == FilingStep.Sending;

    private bool WasThere((LedgerFileKind Kind, int Part, string Id) package) => _month.Folder.Log.ReadCurrent()
        .Any(step => step.Package == package.Id && step.Step == FilingStep.Sent && step.Code == Code(GibFaults.AlreadyUploaded));

    private void RecordFailure(DefterXException failure, GibFailureKind kind)
    {
        if (_month.LastStep(_package) != FilingStep.Sending) return; // it has been said
        int? code = GibFaults.CodeOf(failure);
        // A refusal says that nothing was taken; after other failures the next run has to ask.
        bool isRefused = kind is GibFailureKind.Package or GibFailureKind.Authorization;
        string? number = code is int known ? Code(known) : null;
        _month.Record(isRefused ? FilingStep.Refused : FilingStep.Failed, _package, failure.Message, number);
    }

    private static string Code(int code) => code.ToString(CultureInfo.InvariantCulture);
}
