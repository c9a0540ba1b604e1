using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>Brings this PC's copy of a month to where the service is.</summary>
/// <remarks>What was done here on top of the service's version, and was not sent before the process ended, stays: it goes with the next
/// commit. Where the service is ahead, or what is here is but a part, the service's month takes its place.</remarks>
internal sealed class MonthFetch(OfficeFolder office, ServiceOffice service, MonthFolder folder)
{
    private readonly MonthFiles _files = new(office, folder);
    private readonly MonthAddress _address = MonthAddresses.Of(folder.Id);

    private string StatePath => ReplicaState.PathOf(office, _address);

    /// <summary>Fetches what has changed, for reading; a month that a process of this PC has is left as it is.</summary>
    public void Refresh()
    {
        long version = service.Months.Find(_address)?.Version ?? 0;
        ReplicaState state = ReplicaState.Read(StatePath);
        if (version == state.Version && state.Files.All(file => File.Exists(_files.PathOf(file.Name)))) return;
        PrivateFolder.Create(folder.FolderPath);
        using LockFile? local = TryLock();
        if (local is null) return;
        MonthDocument? month = service.Api.GetMonthAsync(_address, CancellationToken.None).GetAwaiter().GetResult();
        if (month is not null) Take(month, CancellationToken.None);
    }

    /// <summary>Takes the service's month; the caller keeps others off.</summary>
    public void Take(MonthDocument month, CancellationToken cancellationToken)
    {
        ReplicaState state = ReplicaState.Read(StatePath);
        IReadOnlyDictionary<string, string> local = _files.Local();
        if (month.Entry.Version > state.Version || IsAnother(month, state) || IsBroken(state, local)) Replace(month, state, local, cancellationToken);
        else if (month.Entry.Version < state.Version) Rebase(month);
        else Complete(month, local, cancellationToken);
    }

    // The same number for something else: the service was set back, and others have worked there since.
    private static bool IsAnother(MonthDocument month, ReplicaState state) => month.Entry.Version == state.Version
        && (month.Log.Count != state.Lines || month.Files.Count != state.Files.Count
            || month.Files.Any(file => state.Find(file.Name)?.Sha256 != file.Sha256));

    // Files that are gone while others are new: a step that was cut off half way.
    private bool IsBroken(ReplicaState state, IReadOnlyDictionary<string, string> local)
    {
        bool isMissing = state.Files.Any(file => !local.ContainsKey(file.Name));
        if (!isMissing) return false;
        return folder.Log.ReadLines().Count > state.Lines
            || local.Any(file => state.Find(file.Key) is not ReplicaFile known || !known.IsAt(file.Value));
    }

    private void Replace(
        MonthDocument month, ReplicaState state, IReadOnlyDictionary<string, string> local, CancellationToken cancellationToken)
    {
        HashSet<string> names = new(month.Files.Select(file => file.Name), StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> file in local.Where(file => !names.Contains(file.Key))) File.Delete(file.Value);
        foreach (FileEntry file in InWritingOrder(month.Files))
        {
            ReplicaFile wanted = state.Find(file.Name) is ReplicaFile known && known.Sha256 == file.Sha256
                ? known
                : new ReplicaFile(file.Name, file.Length, file.Sha256, 0);
            if (!wanted.IsAt(_files.PathOf(file.Name))) Download(file, cancellationToken);
        }

        folder.Log.ReplaceLines(month.Log);
        if (month.Files.Any(file => file.Name.StartsWith(FileNames.Ledgers, StringComparison.Ordinal))) ViewStylesheets.WriteTo(folder.FolderPath);
        Save(month);
    }

    private void Complete(MonthDocument month, IReadOnlyDictionary<string, string> local, CancellationToken cancellationToken)
    {
        foreach (FileEntry file in InWritingOrder(month.Files.Where(file => !local.ContainsKey(file.Name)))) Download(file, cancellationToken);
    }

    private IEnumerable<FileEntry> InWritingOrder(IEnumerable<FileEntry> files)
    {
        Dictionary<string, FileEntry> byName = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        return _files.InWritingOrder(byName.Keys).Select(name => byName[name]);
    }

    // The service was set back, from a backup: what is here is newer, and goes there with the next commit.
    private void Rebase(MonthDocument month)
    {
        ReplicaState state = new()
        {
            Version = month.Entry.Version,
            Files = [.. month.Files.Select(file => new ReplicaFile(file.Name, file.Length, file.Sha256, 0))],
            Lines = month.Log.Count,
            Lease = ReplicaState.Read(StatePath).Lease,
        };
        state.Write(StatePath);
    }

    private void Save(MonthDocument month)
    {
        ReplicaState state = ReplicaState.Read(StatePath) with
        {
            Version = month.Entry.Version,
            Files = [.. month.Files.Select(file => ReplicaFile.Of(file, _files.PathOf(file.Name)))],
            Lines = month.Log.Count,
        };
        state.Write(StatePath);
    }

    private void Download(FileEntry file, CancellationToken cancellationToken) => service.Files
        .DownloadAsync(_files.PathOf(file.Name), file.Length, file.Sha256, file.Name, cancellationToken).GetAwaiter().GetResult();

    private LockFile? TryLock()
    {
        try
        {
            return folder.Lock(LockOptions.Default, CancellationToken.None);
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.LedgerLocked)
        {
            return null;
        }
    }
}
