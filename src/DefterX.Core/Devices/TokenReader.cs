using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices;

/// <summary>Reads what a token shows without a PIN.</summary>
internal static class TokenReader
{
    public static PinState PinState(ITokenInfo token)
    {
        ITokenFlags flags = token.TokenFlags;
        return flags.UserPinLocked ? Devices.PinState.Locked
            : flags.UserPinFinalTry ? Devices.PinState.FinalTry
            : flags.UserPinCountLow ? Devices.PinState.CountLow
            : Devices.PinState.Ok;
    }

    /// <summary>Text fields are padded with spaces, by some modules with NUL.</summary>
    public static string Trim(string? text) => (text ?? "").Trim('\0', ' ');

    /// <summary>The slot that holds the device's token. A token is known by serial number and label:
    /// slot numbers change.</summary>
    /// <returns>The slot, or null when the token is not there.</returns>
    public static ISlot? FindSlot(IPkcs11Library library, Device device)
    {
        foreach (ISlot slot in library.GetSlotList(SlotsType.WithTokenPresent))
        {
            try
            {
                ITokenInfo token = slot.GetTokenInfo();
                if (token.TokenFlags.TokenInitialized
                    && Trim(token.SerialNumber) == device.SerialNumber && Trim(token.Label) == device.Name)
                {
                    return slot;
                }
            }
            catch (Pkcs11Exception)
            {
                // Another reader's token that cannot be read is no hindrance to this one.
            }
        }

        return null;
    }

    /// <summary>The X.509 certificates; what cannot be parsed is left out.</summary>
    public static IReadOnlyList<TokenCertificate> Certificates(ISession session)
    {
        List<TokenCertificate> certificates = [];
        using IObjectAttribute wanted = session.Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE);
        foreach (IObjectHandle handle in session.FindAllObjects([wanted]))
        {
            List<IObjectAttribute> attributes = session.GetAttributeValue(handle, [CKA.CKA_VALUE, CKA.CKA_ID, CKA.CKA_LABEL]);
            byte[] value = Bytes(attributes[0]);
            byte[] id = Bytes(attributes[1]);
            string label = attributes[2].CannotBeRead ? "" : Trim(attributes[2].GetValueAsString());
            attributes.ForEach(attribute => attribute.Dispose());
            if (value.Length == 0) continue;
            try
            {
                certificates.Add(new TokenCertificate(new X509Certificate2(value), id, label));
            }
            catch (CryptographicException)
            {
                // Tokens also hold attribute and WTLS certificates, which sign nothing here.
            }
        }

        return certificates;
    }

    /// <summary>The device that a certificate on a token is.</summary>
    public static Device Describe(string library, ISlotInfo slot, ITokenInfo token, TokenCertificate certificate) =>
        Describe(certificate.Certificate, Trim(token.Label), library) with
        {
            Reader = Trim(slot.SlotDescription),
            SerialNumber = Trim(token.SerialNumber),
            Manufacturer = Trim(token.ManufacturerId),
            Model = Trim(token.Model),
            PinState = PinState(token),
            HasPinPad = token.TokenFlags.ProtectedAuthenticationPath,
            Uri = new Pkcs11UriBuilder(checkLengths: false)
            {
                Token = Trim(token.Label),
                Manufacturer = Trim(token.ManufacturerId),
                Model = Trim(token.Model),
                Serial = Trim(token.SerialNumber),
                Object = certificate.Label,
                Type = CKO.CKO_CERTIFICATE,
                Id = certificate.Id,
            }.ToString(),
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

    private static byte[] Bytes(IObjectAttribute attribute) =>
        attribute.CannotBeRead ? [] : attribute.GetValueAsByteArray() ?? [];
}
