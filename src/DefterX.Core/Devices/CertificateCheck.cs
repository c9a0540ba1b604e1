using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;

namespace DefterX.Devices;

/// <summary>Refuses certificates and keys whose signatures would be worth nothing.</summary>
internal static class CertificateCheck
{
    /// <summary>Checks what the certificate says, before any PIN is tried.</summary>
    /// <returns>How its key signs.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.CertificateExpired"/> or
    /// <see cref="ErrorIds.CertificateNotUsable"/>.</exception>
    public static SigningAlgorithm Certificate(X509Certificate2 certificate, string device)
    {
        string owner = CertificateFacts.CommonName(certificate.SubjectName);
        if (certificate.NotAfter < DateTime.Now)
        {
            throw new DefterXException(
                ErrorIds.CertificateExpired,
                Text.Format(Strings.CertificateExpired, owner, device, certificate.NotAfter),
                device);
        }

        string? reason =
            certificate.NotBefore > DateTime.Now
                ? Text.Format(Strings.CertificateNotYetValid, owner, device, certificate.NotBefore)
            : CertificateFacts.IsAuthority(certificate) ? Text.Format(Strings.CertificateOfAuthority, owner, device)
            : !CertificateFacts.MaySign(certificate) ? Text.Format(Strings.CertificateNotForSigning, owner, device)
            : null;
        if (reason is not null) throw NotUsable(reason, device);
        return DeviceCertificate.Algorithm(certificate)
            ?? throw NotUsable(
                Text.Format(Strings.KeyAlgorithmNotUsable, owner, device, CertificateFacts.KeyAlgorithm(certificate)), device);
    }

    /// <summary>Whether a certificate is for signatures: neither an authority's nor for encryption.</summary>
    public static bool IsForSigning(X509Certificate2 certificate) =>
        CertificateFacts.MaySign(certificate) && !CertificateFacts.IsAuthority(certificate);

    /// <summary>Signs random data and verifies it with the certificate,
    /// so that a wrong key shows before the books are signed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.CertificateNotUsable"/>, or what signing throws.</exception>
    public static void Key(ISigningKey key, string device, CancellationToken cancellationToken)
    {
        byte[] data = new byte[32];
        using (RandomNumberGenerator random = RandomNumberGenerator.Create()) random.GetBytes(data);
        byte[] value = key.Sign(data, cancellationToken);
        if (!Verifies(key, data, value)) throw NotUsable(Text.Format(Strings.KeyDoesNotFit, device), device);
    }

    public static DefterXException NotUsable(string message, string device) =>
        new(ErrorIds.CertificateNotUsable, message, device);

    private static bool Verifies(ISigningKey key, byte[] data, byte[] value)
    {
        if (key.Algorithm == SigningAlgorithm.RsaSha256)
        {
            using RSA rsa = key.Certificate.GetRSAPublicKey()!;
            return rsa.VerifyData(data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using ECDsa ecdsa = key.Certificate.GetECDsaPublicKey()!;
        return ecdsa.VerifyData(data, value, HashAlgorithmName.SHA384);
    }
}
