using System.Collections.Generic;
using System.Threading;
using DefterX.GibSimulator.Packages;

namespace DefterX.GibSimulator.Faults;

/// <summary>Answers to getBatchStatus out of order, by package: the newer state first, the older one the next time.</summary>
internal sealed class StatusOrder
{
    private readonly Lock _gate = new();
    private readonly HashSet<PackageName> _ahead = [];

    public (PackageStatus Status, string Text) Next(PackageName name)
    {
        PackageStatus status = PackageStatus.BeratAccepted;
        lock (_gate)
        {
            if (!_ahead.Add(name))
            {
                _ahead.Remove(name);
                status = PackageStatus.Queued;
            }
        }

        return (status, Package.TextOf(status));
    }
}
