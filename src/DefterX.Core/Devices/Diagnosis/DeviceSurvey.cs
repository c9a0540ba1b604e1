using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>Gathers the facts of this machine. Asks for no PIN and changes nothing.</summary>
internal static class DeviceSurvey
{
    /// <summary>Looks at the smart card service first, then at the libraries, then at what is connected.</summary>
    /// <param name="name">The device's name, with <c>*</c> and <c>?</c>, or null.</param>
    /// <param name="libraries">PKCS#11 libraries besides the known ones.</param>
    /// <param name="progress">Hears of each library.</param>
    /// <param name="cancellationToken">Ends the search between two libraries.</param>
    public static DiagnosisFacts Gather(
        string? name, IEnumerable<string> libraries, Action<string> progress, CancellationToken cancellationToken)
    {
        SmartCardSurvey smartCards = SmartCardService.Survey();
        HostSystem system = ThisSystem();
        List<ExaminedLibrary> examined = [];
        foreach (string path in KnownLibraries.Find(libraries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(path);
            LibraryImage image = LibraryImage.Read(path);
            bool isAsked = MayAsk(path, smartCards.State, system);
            examined.Add(new ExaminedLibrary(path, image, isAsked ? LibrarySurvey.Ask(path, cancellationToken) : null));
        }

        return new DiagnosisFacts
        {
            SmartCards = smartCards,
            Libraries = examined,
            Connections = [.. DeviceManager.Shared.Connected.Select(connection => new DeviceConnection(
                connection.Device, connection.Key.Certificate, connection.GibUri, connection.GibConnected))],
            Name = name,
            Now = DateTime.Now,
            System = system,
            ProcessArchitecture = RuntimeInformation.ProcessArchitecture,
        };
    }

    /// <summary>Whether a library can be loaded without harm: that of AKİS ends the process where SCardSvr is stopped.</summary>
    internal static bool MayAsk(string path, SmartCardServiceState state, HostSystem system) =>
        system != HostSystem.Windows || state == SmartCardServiceState.Running || !CardFamily.IsOfAny(path);

    private static HostSystem ThisSystem() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? HostSystem.Windows
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? HostSystem.MacOS
        : HostSystem.Linux;
}
