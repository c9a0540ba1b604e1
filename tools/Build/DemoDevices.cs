using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using DefterX.TestSupport;

namespace DefterX.Build;

/// <summary>A test device for each firm: SoftHSM2 tokens in <c>tokens</c>, or PFX files in <c>devices</c>.</summary>
internal sealed record DemoDevices(IReadOnlyList<string> PfxFiles, IReadOnlyDictionary<string, string> Environment)
{
    internal static DemoDevices Create(IReadOnlyList<DemoFirm> firms, string folder, KeyKind key, bool softHsm, string pin)
    {
        List<(DemoFirm Firm, X509Certificate2 Certificate)> devices =
            [.. firms.Select(firm => (firm, TestCertificates.CreateMaliMuhur(firm.Identifier, firm.Title, key)))];
        return softHsm ? CreateTokens(devices, Path.Combine(folder, "tokens"), pin) : CreateFiles(devices, Path.Combine(folder, "devices"), pin);
    }

    private static DemoDevices CreateTokens(List<(DemoFirm Firm, X509Certificate2 Certificate)> devices, string folder, string pin)
    {
        SoftHsm hsm = new(folder);
        foreach ((DemoFirm firm, X509Certificate2 certificate) in devices) hsm.CreateToken(firm.Identifier, pin, certificate);
        return new DemoDevices(
            [],
            new Dictionary<string, string> { ["SOFTHSM2_CONF"] = hsm.ConfigurationPath, ["DEFTERX_PKCS11_LIBRARY"] = hsm.LibraryPath });
    }

    private static DemoDevices CreateFiles(List<(DemoFirm Firm, X509Certificate2 Certificate)> devices, string folder, string pin)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [];
        foreach ((DemoFirm firm, X509Certificate2 certificate) in devices)
        {
            files.Add(Path.Combine(folder, firm.Identifier + ".pfx"));
            TestCertificates.CreatePfx(certificate, files[^1], pin);
        }

        return new DemoDevices(files, new Dictionary<string, string>());
    }
}
