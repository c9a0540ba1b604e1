using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>Asks GİB about a month's packages, round by round; fetches, verifies and keeps the approved berats.</summary>
/// <remarks>Every question is signed, and a card takes its time: GİB works in the order of sending, so the last package is asked about
/// first, and once that is processed the others' berats are fetched without asking.</remarks>
internal sealed class PackageFollower
{
    private readonly MonthDelivery _month;
    private DefterXException? _failure;

    public PackageFollower(MonthDelivery month) => _month = month;

    /// <summary>One round.</summary>
    /// <param name="round">How many there were before.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibRejected"/>, <see cref="ErrorIds.SignatureInvalid"/>, and those of
    /// <see cref="IGibClient"/>; all packages were asked about.</exception>
    public async Task FollowAsync(int round, CancellationToken cancellationToken)
    {
        (LedgerFileKind Kind, int Part, string Id)[] waiting =
            [.. _month.Packages().Where(package => _month.LastStep(package.Id) == FilingStep.Sent)];
        if (waiting.Length == 0) return;
        GibBatchState? last = await AskAsync(waiting[waiting.Length - 1], cancellationToken).ConfigureAwait(false);
        // A package fails where one before it did: the first one's reason is the cause.
        DefterXException? lastFailure = _failure;
        _failure = null;
        (LedgerFileKind Kind, int Part, string Id)[] others = [.. waiting.Take(waiting.Length - 1)];
        if (last == GibBatchState.Processing)
        {
            // Where the last one takes long, the others may be there.
            if (round > 0 && others.Length > 0) await AskFromStartAsync(others, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            foreach ((LedgerFileKind Kind, int Part, string Id) package in others)
            {
                bool isThere = last == GibBatchState.Succeeded && await TryFetchAsync(package, cancellationToken).ConfigureAwait(false);
                if (!isThere) await AskAsync(package, cancellationToken).ConfigureAwait(false);
            }
        }

        _failure ??= lastFailure;
        if (_failure is not null) throw _failure;
    }

    private async Task AskFromStartAsync((LedgerFileKind Kind, int Part, string Id)[] packages, CancellationToken cancellationToken)
    {
        foreach ((LedgerFileKind Kind, int Part, string Id) package in packages)
        {
            if (await AskAsync(package, cancellationToken).ConfigureAwait(false) == GibBatchState.Processing) return;
        }
    }

    /// <returns>Null where GİB does not have the package.</returns>
    private async Task<GibBatchState?> AskAsync((LedgerFileKind Kind, int Part, string Id) package, CancellationToken cancellationToken)
    {
        GibBatchStatus? status = await _month.StatusAsync(package.Id, cancellationToken).ConfigureAwait(false);
        if (status is null)
        {
            NoteMissing(package.Id);
            return null;
        }

        if (status.State == GibBatchState.Processing) NoteFound(package.Id, status);
        if (status.State == GibBatchState.Failed)
        {
            DefterXException failure = _month.Reject(status);
            _failure ??= failure;
        }
        else if (status.State == GibBatchState.Succeeded)
        {
            if (package.Kind.IsBerat()) await FetchAsync(package, status, cancellationToken).ConfigureAwait(false);
            else _month.Record(FilingStep.Processed, package.Id, status.Text, status.Code);
        }

        return status.State;
    }

    // What GİB has lost is sent again, once it has said so twice, be it in another run: the record keeps it. Where it lost the last package it is asked about all, so that those
    // that go before it are sent again as well.
    private void NoteMissing(string package)
    {
        if (_month.IsMissing(package)) _month.Record(FilingStep.Refused, package, Text.Format(Strings.PackageLost, package), MonthRecord.NotFoundCode);
        else _month.Record(FilingStep.Asked, package, code: MonthRecord.NotFoundCode);
    }

    private void NoteFound(string package, GibBatchStatus status)
    {
        if (_month.IsMissing(package)) _month.Record(FilingStep.Asked, package, status.Text, status.Code);
    }

    private async Task<bool> TryFetchAsync((LedgerFileKind Kind, int Part, string Id) package, CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(package, null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DefterXException e) when (GibFaults.CodeOf(e) == GibFaults.NothingProcessed)
        {
            return false;
        }
    }

    private async Task FetchAsync(
        (LedgerFileKind Kind, int Part, string Id) package, GibBatchStatus? status, CancellationToken cancellationToken)
    {
        string berat = _month.Folder.PathOf(package.Kind, package.Part);
        string approved = _month.Folder.ApprovedPathOf(package.Kind, package.Part);
        GibAttachment attachment = await _month.CallAsync(
            (client, _, token) => client.ReceiveDocumentFileAsync(package.Id, token), cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset? counterSignedAt = ApprovedBerat.Store(
                PackageReader.ReadBerat(attachment, Path.GetFileName(berat)), berat, approved, Strings.ApprovedBeratInvalid, cancellationToken);
            _month.Record(FilingStep.Approved, package.Id, status?.Text, status?.Code, counterSignedAt: counterSignedAt);
        }
        catch (DefterXException e) when (e.ErrorId is ErrorIds.SignatureInvalid or ErrorIds.LedgerInvalid or ErrorIds.GibRejected)
        {
            _month.Record(FilingStep.Failed, package.Id, e.Message);
            _failure ??= e;
        }
    }
}
