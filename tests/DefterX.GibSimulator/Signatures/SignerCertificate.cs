using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.GibSimulator.Signatures;

/// <summary>What is judged of a signer's certificate: its dates, its use, and its chain where a CA is given.</summary>
internal static class SignerCertificate
{
    public static void Check(X509Certificate2 certificate, DateTimeOffset time, X509Certificate2Collection authorities)
    {
        if (time < certificate.NotBefore || time > certificate.NotAfter)
            throw new InvalidSignatureException("the certificate is not valid at this time");
        X509KeyUsageExtension? usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == 0)
            throw new InvalidSignatureException("the certificate is not for signatures");
        if (authorities.Count == 0)
            return;
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.LocalDateTime;
        if (!chain.Build(certificate))
            throw new InvalidSignatureException("the certificate's issuer is not trusted");
    }

    /// <summary>The VKN (10 digits) or TCKN (11 digits): the subject's serialNumber (2.5.4.5).</summary>
    public static string Identifier(X509Certificate2 certificate) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == "2.5.4.5")
            .Select(name => name.GetSingleElementValue())
            .FirstOrDefault() ?? "";
}
