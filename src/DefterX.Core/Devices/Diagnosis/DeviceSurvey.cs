using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>Gathers the facts of this machine. Asks for no PIN and changes nothing.</summary>
internal static class DeviceSurvey
{
    /// <summary>Looks at the smart card service first, then at the libraries, then at what is connected and what is trusted.</summary>
    /// <param name="name">The device's name, with <c>*</c> and <c>?</c>, or null.</param>
    /// <param name="libraries">PKCS#11 libraries besides the known ones.</param>
    /// <param name="trust">Judges the certificates for signatures.</param>
    /// <param name="progress">Hears of each library and certificate.</param>
    /// <param name="cancellationToken">Ends the search between two libraries.</param>
    public static DiagnosisFacts Gather(
        string? name,
        IEnumerable<string> libraries,
        DeviceTrust trust,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        SmartCardSurvey smartCards = SmartCardService.Survey();
        List<ExaminedLibrary> examined = [];
        foreach (string path in KnownLibraries.Find(libraries))
        {
            progress(path);
            bool isAsked = LibrarySurvey.MayAsk(path, smartCards.State, HostSystems.Current);
            examined.Add(new ExaminedLibrary(path, LibraryImage.Read(path), isAsked ? LibrarySurvey.Of(path, cancellationToken) : null));
        }

        DiagnosisFacts facts = new()
        {
            SmartCards = smartCards,
            Libraries = examined,
            Connections = [.. DeviceManager.Shared.Connected.Select(connection => new DeviceConnection(
                connection.Device, connection.Key.Certificate, connection.GibUri, connection.GibConnected))],
            Name = name,
            Now = DateTime.Now,
            System = HostSystems.Current,
            ProcessArchitecture = RuntimeInformation.ProcessArchitecture,
        };
        return facts with { Trust = Judge(facts, trust, progress, cancellationToken) };
    }

    private static Dictionary<string, CertificateVerdict> Judge(
        DiagnosisFacts facts, DeviceTrust trust, Action<string> progress, CancellationToken cancellationToken)
    {
        Dictionary<string, CertificateVerdict> verdicts = new(StringComparer.Ordinal);
        FoundTokens tokens = FoundTokens.Of(facts);
        foreach (TokenReport token in tokens.Chosen)
        {
            foreach (FoundCertificate found in token.Certificates.Where(FoundTokens.IsForSigning))
            {
                Add(found.Device, found.Certificate, token.Certificates.Select(other => other.Certificate));
            }
        }

        foreach (DeviceConnection file in tokens.FilesChosen) Add(file.Device, file.Certificate, []);
        return verdicts;

        void Add(Device device, X509Certificate2 certificate, IEnumerable<X509Certificate2> issuers)
        {
            progress(device.ToString());
            verdicts[device.Thumbprint] = trust.Judge(certificate, issuers, cancellationToken);
        }
    }
}
