using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Certificates;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

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
        manager ??= DeviceManager.Shared;
        List<Device> found = [];
        foreach (string library in KnownLibraries.Find(query.Libraries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(InLibrary(library, query.All, warn, manager, cancellationToken));
        }

        List<Device> connected = manager.Connected.Select(connection => connection.Device).ToList();
        found.AddRange(PfxDevices(query, connected, warn));
        return found
            .Where(device => query.Name is null || NameWildcard.IsMatch(query.Name, device.Name))
            .GroupBy(device => (device.SerialNumber, device.Thumbprint, Path: device.IsPfx ? device.Library : ""))
            .Select(same => same.First())
            .Select(device => device with { IsConnected = connected.Exists(other => IsSame(device, other)) })
            .ToList();
    }

    /// <summary>Whether two objects are the same certificate on the same token or in the same file.</summary>
    public static bool IsSame(Device left, Device right) =>
        left.IsPfx == right.IsPfx
        && (left.IsPfx
            ? KnownLibraries.PathComparer.Equals(left.Library, right.Library)
            : left.Thumbprint == right.Thumbprint && left.SerialNumber == right.SerialNumber);

    private static List<Device> InLibrary(
        string path, bool all, Action<string> warn, DeviceManager manager, CancellationToken cancellationToken)
    {
        List<Device> found = [];
        try
        {
            Pkcs11Module module = manager.Acquire(path);
            try
            {
                IReadOnlyList<ISlot> slots =
                    module.Run(() => module.Library.GetSlotList(SlotsType.WithTokenPresent), cancellationToken);
                foreach (ISlot slot in slots)
                {
                    found.AddRange(module.Run(() => InSlot(path, slot, all, warn), cancellationToken));
                }
            }
            finally
            {
                module.Release();
            }
        }
        catch (DefterXException e)
        {
            warn(e.Message);
        }
        catch (Pkcs11Exception e)
        {
            warn(Text.Format(Strings.LibraryFailed, path, e.RV));
        }

        return found;
    }

    private static List<Device> InSlot(string path, ISlot slot, bool all, Action<string> warn)
    {
        try
        {
            ITokenInfo token = slot.GetTokenInfo();
            if (!token.TokenFlags.TokenInitialized) return [];
            ISlotInfo reader = slot.GetSlotInfo();
            using ISession session = slot.OpenSession(SessionType.ReadOnly);
            return TokenReader.Certificates(session)
                .Where(certificate => all || IsForSigning(certificate))
                .Select(certificate => TokenReader.Describe(path, reader, token, certificate))
                .ToList();
        }
        catch (Pkcs11Exception e)
        {
            warn(Text.Format(Strings.TokenUnreadable, slot.SlotId, path, e.RV));
            return [];
        }
    }

    private static bool IsForSigning(TokenCertificate found) =>
        CertificateFacts.MaySign(found.Certificate)
        && !CertificateFacts.IsAuthority(found.Certificate)
        && found.Certificate.NotAfter >= DateTime.Now;

    // What is connected is known in full; of another file only what its password opens.
    private static List<Device> PfxDevices(DeviceQuery query, List<Device> connected, Action<string> warn)
    {
        List<Device> found = connected.Where(device => device.IsPfx).ToList();
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
