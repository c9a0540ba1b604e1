using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>Sends what was done with a month to the service: first the new files, then all of it in one message.</summary>
internal sealed class MonthCommit(OfficeFolder office, ServiceOffice service, MonthFolder folder)
{
    private readonly MonthFiles _files = new(office, folder);
    private readonly MonthAddress _address = MonthAddresses.Of(folder.Id);

    private string StatePath => ReplicaState.PathOf(office, _address);

    /// <summary>Sends what differs from what the service has, if anything does.</summary>
    /// <param name="lease">The token by which the month is this process's.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>: the month is another's, or not what was worked from; and those
    /// of the service.</exception>
    public void Send(string lease, CancellationToken cancellationToken)
    {
        ReplicaState state = ReplicaState.Read(StatePath);
        IReadOnlyDictionary<string, string> local = _files.Local();
        List<FileEntry> put = [];
        List<ReplicaFile> kept = [];
        foreach (KeyValuePair<string, string> file in local)
        {
            if (state.Find(file.Key) is ReplicaFile known && known.IsAt(file.Value)) kept.Add(known);
            else put.Add(Describe(file.Key, file.Value));
        }

        string[] delete = [.. state.Files.Where(file => !local.ContainsKey(file.Name)).Select(file => file.Name)];
        string[] lines = [.. folder.Log.ReadLines().Skip(state.Lines)];
        if (put.Count == 0 && delete.Length == 0 && lines.Length == 0) return;
        foreach (FileEntry file in put) Upload(file, local[file.Name], cancellationToken);
        Ledger ledger = new LedgerOverview(office).Read(folder.Id);
        CommitRequest request = new(
            Guid.NewGuid().ToString("N"), lease, state.Version, put, delete, lines, ledger.State, MonthFiguresOf.Read(folder, ledger));
        CommitResponse response = Commit(request, cancellationToken);
        ReplicaState next = state with
        {
            Version = response.Version,
            Files = [.. kept.Concat(put.Select(file => ReplicaFile.Of(file, local[file.Name]))).OrderBy(file => file.Name, StringComparer.Ordinal)],
            Lines = state.Lines + lines.Length,
        };
        next.Write(StatePath);
        service.Months.Note(new MonthEntry(_address, response.Version, response.Change, ledger.State, request.Figures, null));
    }

    private CommitResponse Commit(CommitRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return service.Api.CommitAsync(_address, request, folder.Id, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DefterXException e) when (ServiceFailure.CodeOf(e) == ServiceCodes.VersionConflict)
        {
            // As for a month that was lost: the same command again takes what the service has, and goes on.
            throw new DefterXException(ErrorIds.LedgerLocked, Text.Format(Strings.MonthDiffers, folder.Id), folder.Id.Firm, e);
        }
    }

    private void Upload(FileEntry file, string path, CancellationToken cancellationToken)
    {
        if (!FileNames.IsValid(file.Name))
        {
            throw new DefterXException(
                ErrorIds.ServiceRejected, Text.Format(Strings.FileNameRefused, path, office), folder.Id.Firm);
        }

        service.Files.UploadAsync(path, file.Length, file.Sha256, file.Name, cancellationToken).GetAwaiter().GetResult();
    }

    private static FileEntry Describe(string name, string path) => new(name, new FileInfo(path).Length, FileDigest.Sha256(path));
}
