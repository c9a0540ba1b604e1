using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>Reads what a token shows without a PIN. Within the library's turn.</summary>
internal static class TokenReader
{
    /// <summary>The slot that holds the device's token. A token is known by serial number and label:
    /// slot numbers change.</summary>
    /// <returns>The slot, or null when the token is not there.</returns>
    public static ulong? FindSlot(Cryptoki functions, Device device)
    {
        foreach (ulong slot in functions.GetSlotsWithToken())
        {
            try
            {
                TokenInfo token = functions.GetTokenInfo(slot);
                if (token.IsInitialised && token.SerialNumber == device.SerialNumber && token.Label == device.Name) return slot;
            }
            catch (Pkcs11Exception)
            {
                // Another reader's token that cannot be read is no hindrance to this one.
            }
        }

        return null;
    }

    /// <summary>The X.509 certificates; what cannot be parsed is left out.</summary>
    public static IReadOnlyList<TokenCertificate> Certificates(Cryptoki functions, ulong session)
    {
        List<TokenCertificate> certificates = [];
        foreach (ulong handle in functions.FindObjects(session, CKO.CKO_CERTIFICATE))
        {
            byte[]?[] values = functions.GetAttributes(session, handle, CKA.CKA_VALUE, CKA.CKA_ID, CKA.CKA_LABEL);
            if (values[0] is not { Length: > 0 } der) continue;
            try
            {
                (X509Certificate2 certificate, Device device) = ReadCertificates.Of(der);
                certificates.Add(new TokenCertificate(certificate, device, values[1] ?? [], TokenText.Read(values[2] ?? [])));
            }
            catch (CryptographicException)
            {
                // Tokens also hold attribute and WTLS certificates, which sign nothing here.
            }
        }

        return certificates;
    }

    /// <summary>The device that a certificate on a token is.</summary>
    public static Device Describe(string library, string reader, TokenInfo token, TokenCertificate certificate) =>
        certificate.Device with
        {
            Name = token.Label,
            Library = library,
            Reader = reader,
            SerialNumber = token.SerialNumber,
            Manufacturer = token.Manufacturer,
            Model = token.Model,
            PinState = token.PinState,
            HasPinPad = token.HasPinPad,
            Uri = Pkcs11Uri.Of(token, certificate),
        };

    /// <summary>What the certificate alone says of a device.</summary>
    public static Device Describe(X509Certificate2 certificate, string name, string library) => new()
    {
        Name = name,
        Owner = CertificateFacts.CommonName(certificate.SubjectName),
        Identifier = CertificateFacts.Identifier(certificate),
        Kind = DeviceCertificate.Kind(certificate),
        KeyAlgorithm = CertificateFacts.KeyAlgorithm(certificate),
        Issuer = CertificateFacts.CommonName(certificate.IssuerName),
        NotBefore = certificate.NotBefore,
        NotAfter = certificate.NotAfter,
        Thumbprint = certificate.Thumbprint,
        Library = library,
    };
}
