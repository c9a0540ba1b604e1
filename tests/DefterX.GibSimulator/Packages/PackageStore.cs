using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator.Packages;

/// <summary>All uploads of this process and of those it remembers, and the queue of those to process.</summary>
internal sealed class PackageStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly StateFolder? _state;
    private readonly RequestLog _requests;
    private readonly PackageIndex _packages = new();
    private readonly Channel<Package> _queue = Channel.CreateUnbounded<Package>(new() { SingleReader = true });

    /// <param name="remembered">The uploads of the processes before, oldest first.</param>
    public PackageStore(TimeProvider time, StateFolder? state, RequestLog requests, IEnumerable<Package> remembered)
    {
        _time = time;
        _state = state;
        _requests = requests;
        foreach (Package package in remembered)
        {
            _packages.Add(package);
            if (package.IsUnfinished)
                _queue.Writer.TryWrite(package);
        }
    }

    public ChannelReader<Package> Queue => _queue.Reader;

    public IReadOnlyList<Package> Uploads
    {
        get
        {
            lock (_gate)
                return _packages.All.ToArray();
        }
    }

    public IReadOnlyList<SimulatedPackage> Snapshots
    {
        get
        {
            lock (_gate)
                return _packages.All.Select(Snapshot).ToArray();
        }
    }

    /// <returns>False when the package is there already, in processing or processed.</returns>
    public bool TryAdd(PackageName name, string uploadedBy, byte[] content)
    {
        lock (_gate)
        {
            if (_packages.Of(name).Any(other => other.Status != PackageStatus.Failed))
                return false;
            Package package = new()
            {
                Number = _packages.All.Count + 1,
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
            Package? package = _packages.Of(name).LastOrDefault(one => IsBy(one, uploadedBy));
            return package is null ? null : Snapshot(package);
        }
    }

    /// <summary>The approved berat of that name; null when there is none.</summary>
    public byte[]? Download(PackageName name, string? uploadedBy)
    {
        lock (_gate)
        {
            Package? package = _packages.Of(name).LastOrDefault(one => IsBy(one, uploadedBy) && one.ApprovedBerat is not null);
            if (package is not null)
                package.DownloadCount++;
            return package?.ApprovedBerat;
        }
    }

    /// <summary>The newest approved berat of another name; null when there is none.</summary>
    public byte[]? ApprovedOfAnother(PackageName name)
    {
        lock (_gate)
            return _packages.All.LastOrDefault(one => one.ApprovedBerat is not null && one.Name != name)?.ApprovedBerat;
    }

    /// <summary>The taxpayer's uploads before this one, oldest first.</summary>
    public IReadOnlyList<Package> Before(Package package)
    {
        lock (_gate)
            return _packages.Before(package);
    }

    public void Update(Package package, Action<Package> change)
    {
        lock (_gate)
        {
            change(package);
            if (!package.IsUnfinished)
                package.Content = null;
            _state?.Save(package);
        }
    }

    private static bool IsBy(Package package, string? uploadedBy) => uploadedBy is null || package.UploadedBy == uploadedBy;

    private SimulatedPackage Snapshot(Package package)
    {
        string name = package.Name.ToString();
        return new(
            name, package.UploadedBy, package.Status, package.StatusText,
            _requests.SendCount(name), _requests.TakenCount(name), package.DownloadCount);
    }
}
