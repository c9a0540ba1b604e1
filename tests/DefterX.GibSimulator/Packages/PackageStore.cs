using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;

namespace DefterX.GibSimulator.Packages;

/// <summary>All uploads of this process (and, with a state folder, of those before), and the queue of those to process.</summary>
internal sealed class PackageStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly StateFolder? _state;
    private readonly List<Package> _packages = [];
    private readonly Dictionary<string, int> _sendCounts = new(StringComparer.Ordinal);
    private readonly Channel<Package> _queue = Channel.CreateUnbounded<Package>(new() { SingleReader = true });

    public PackageStore(TimeProvider time, StateFolder? state)
    {
        _time = time;
        _state = state;
        if (state is not null)
            _packages.AddRange(state.Load());
        foreach (Package package in _packages.Where(IsUnfinished))
            _queue.Writer.TryWrite(package);
    }

    public ChannelReader<Package> Queue => _queue.Reader;

    public void CountSend(PackageName name)
    {
        lock (_gate)
            _sendCounts[name.ToString()] = _sendCounts.GetValueOrDefault(name.ToString()) + 1;
    }

    /// <returns>False when the package is there already, in processing or processed.</returns>
    public bool TryAdd(PackageName name, string uploadedBy, byte[] content)
    {
        lock (_gate)
        {
            if (_packages.Any(other => other.Name == name && other.Status != PackageStatus.Failed))
                return false;
            Package package = new()
            {
                Number = _packages.Count + 1,
                Name = name,
                UploadedBy = uploadedBy,
                ReceivedAt = _time.GetUtcNow(),
                Status = PackageStatus.Queued,
                Content = content,
            };
            _packages.Add(package);
            _state?.Save(package);
            _queue.Writer.TryWrite(package);
            return true;
        }
    }

    /// <summary>The newest upload of that name, by that sender where one is given.</summary>
    public SimulatedPackage? Newest(PackageName name, string? uploadedBy)
    {
        lock (_gate)
        {
            Package? package = _packages.LastOrDefault(one => IsOf(one, name, uploadedBy));
            return package is null ? null : Snapshot(package);
        }
    }

    /// <summary>The approved berat of that name; null when there is none.</summary>
    public byte[]? Download(PackageName name, string? uploadedBy)
    {
        lock (_gate)
        {
            Package? package = _packages.LastOrDefault(one => IsOf(one, name, uploadedBy) && one.ApprovedBerat is not null);
            if (package is not null)
                package.DownloadCount++;
            return package?.ApprovedBerat;
        }
    }

    /// <summary>The taxpayer's uploads before this one, oldest first.</summary>
    public IReadOnlyList<Package> Before(Package package)
    {
        lock (_gate)
            return _packages.Where(other => other.Number < package.Number && other.Name.Taxpayer == package.Name.Taxpayer).ToArray();
    }

    public void Update(Package package, Action<Package> change)
    {
        lock (_gate)
        {
            change(package);
            if (!IsUnfinished(package))
                package.Content = null;
            _state?.Save(package);
        }
    }

    public IReadOnlyList<SimulatedPackage> Snapshots()
    {
        lock (_gate)
            return _packages.Select(Snapshot).ToArray();
    }

    private static bool IsUnfinished(Package package) => package.Status is PackageStatus.Queued or PackageStatus.BeratAccepted;

    private static bool IsOf(Package package, PackageName name, string? uploadedBy) =>
        package.Name == name && (uploadedBy is null || package.UploadedBy == uploadedBy);

    private SimulatedPackage Snapshot(Package package) => new(
        package.Name.ToString(), package.UploadedBy, package.Status, package.StatusText,
        _sendCounts.GetValueOrDefault(package.Name.ToString()), package.DownloadCount);
}
