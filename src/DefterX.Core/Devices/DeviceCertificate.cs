using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;

namespace DefterX.Devices;

/// <summary>What a certificate makes of a device: its kind, and how its key signs.</summary>
internal static class DeviceCertificate
{
    /// <summary>The kind, in the order of TÜBİTAK's tests (ma3api ECertificate).</summary>
    public static DeviceKind Kind(X509Certificate2 certificate)
    {
        HashSet<string> statements = CertificateFacts.Statements(certificate);
        bool Has(string first, string second) => statements.Contains(first) && statements.Contains(second);

        if (CertificateFacts.Policies(certificate).Contains("2.16.792.1.2.1.1.5.7.4.1")
            && CertificateFacts.HasExtendedUsage(certificate, "2.16.792.1.2.1.1.5.7.50.1"))
        {
            return DeviceKind.MaliMuhur;
        }

        if (Has("2.16.792.1.61.0.1.5070.1.1", "2.16.792.1.61.0.1.5070.1.3")
            || Has("2.16.792.1.61.0.1.5070.2.1", "2.16.792.1.61.0.1.5070.2.2"))
        {
            return DeviceKind.EMuhur;
        }

        return Has("0.4.0.1862.1.1", "2.16.792.1.61.0.1.5070.1.1") || Has("0.4.0.1862.1.1", "2.16.792.1.61.0.1.5070.2.1")
            ? DeviceKind.EImza
            : DeviceKind.Other;
    }

    /// <summary>How the key signs, or null when GİB takes no signature of such a key (RSA from 2048 bits, EC P-384).</summary>
    public static SigningAlgorithm? Algorithm(X509Certificate2 certificate) =>
        CertificateFacts.RsaBits(certificate) >= 2048 ? SigningAlgorithm.RsaSha256
        : CertificateFacts.KeyAlgorithm(certificate) == "EC-P384" ? SigningAlgorithm.EcdsaSha384
        : null;
}
