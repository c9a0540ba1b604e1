using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices;

/// <summary>Finds the devices of this machine. Asks for no PIN.</summary>
internal static class DeviceFinder
{
    /// <summary>Searches the named and known libraries and the PFX files.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="warn">Hears, in the UI culture, of each library, token or file that could not be read;
    /// the search goes on.</param>
    /// <param name="cancellationToken">Ends the search between two tokens.</param>
    /// <param name="manager">Knows what is connected; the process's own when null.</param>
    public static IReadOnlyList<Device> Find(
        DeviceQuery query, Action<string> warn, CancellationToken cancellationToken, DeviceManager? manager = null)
    {
        IReadOnlyList<ConnectedDevice> connected = (manager ?? DeviceManager.Shared).Connected;
        List<Device> found = [.. InLibraries(query, warn, cancellationToken)];
        found.AddRange(PfxDevices(query, [.. connected.Select(connection => connection.Device).Where(device => device.IsPfx)], warn));
        return found
            .Where(device => query.Name is null || NameWildcard.IsMatch(query.Name, device.Name))
            .GroupBy(device => (device.SerialNumber, device.Thumbprint, Path: device.IsPfx ? device.Library : ""))
            .Select(same => same.First())
            .Select(device => device with { IsConnected = connected.Any(other => !other.IsLost && IsSame(device, other.Device)) })
            .ToList();
    }

    /// <summary>Whether two objects are the same certificate on the same token or in the same file.</summary>
    public static bool IsSame(Device left, Device right) =>
        left.IsPfx == right.IsPfx
        && (left.IsPfx
            ? KnownLibraries.PathComparer.Equals(left.Library, right.Library)
            : left.Thumbprint == right.Thumbprint && left.SerialNumber == right.SerialNumber);

    private static IEnumerable<Device> InLibraries(DeviceQuery query, Action<string> warn, CancellationToken cancellationToken)
    {
        List<LibraryReport> reports =
            [.. LoadableLibraries(query, warn).Select(path => LibrarySurvey.Of(path, cancellationToken))];
        foreach (LibraryReport report in reports)
        {
            if (report.Failure is not null && !IsReplaced(report, reports)) warn(report.Failure.Message);
        }

        foreach (TokenReport token in reports.SelectMany(report => report.Tokens).Where(token => token.IsInitialised))
        {
            if (token.Failure is not null) warn(token.Failure.Message);
            foreach (FoundCertificate found in token.Certificates)
            {
                if (query.All || IsForSigning(found)) yield return found.Device;
            }
        }
    }

    // Windows runs its smart card service while a reader is plugged in; without it some drivers end the process that loads them.
    private static IEnumerable<string> LoadableLibraries(DeviceQuery query, Action<string> warn)
    {
        IReadOnlyList<string> all = KnownLibraries.Find(query.Libraries);
        if (HostSystems.Current != HostSystem.Windows) return all;
        SmartCardServiceState state = SmartCardService.Survey().State;
        List<string> loadable = [.. all.Where(path => LibrarySurvey.MayAsk(path, state, HostSystems.Current))];
        if (loadable.Count < all.Count) warn(Strings.SmartCardServiceStopped);
        return loadable;
    }

    // A vendor's installer puts both editions on the disk; the one for other processes is no fault when this one's is there.
    private static bool IsReplaced(LibraryReport failed, List<LibraryReport> reports) => reports.Exists(other =>
        other.Failure is null && KnownLibraries.PathComparer.Equals(Path.GetFileName(other.Path), Path.GetFileName(failed.Path)));

    private static bool IsForSigning(FoundCertificate found) =>
        CertificateCheck.IsForSigning(found.Certificate) && found.Device.NotAfter >= DateTime.Now;

    // What is connected is known in full; of another file only what its password opens.
    private static List<Device> PfxDevices(DeviceQuery query, List<Device> connected, Action<string> warn)
    {
        List<Device> found = [.. connected];
        foreach (string path in query.PfxPaths)
        {
            try
            {
                Device device = PfxFile.Describe(path, query.PfxPassword);
                bool isHidden = !query.All && device.Thumbprint.Length > 0 && device.NotAfter < DateTime.Now;
                if (!isHidden && !found.Exists(other => IsSame(device, other))) found.Add(device);
            }
            catch (DefterXException e)
            {
                warn(e.Message);
            }
        }

        return found;
    }
}
