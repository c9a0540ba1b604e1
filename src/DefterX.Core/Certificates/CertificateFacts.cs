using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Certificates;

/// <summary>What DefterX reads from a certificate: names, key and purpose.</summary>
internal static class CertificateFacts
{
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    /// <summary>The common name (2.5.4.3), the most specific one if there are several, or empty.</summary>
    public static string CommonName(X500DistinguishedName name) =>
        new DistinguishedName(name).Find(DistinguishedName.CommonName).Trim();

    /// <summary>The serialNumber attribute (2.5.4.5), in Turkish certificates the VKN or TCKN, or empty.</summary>
    public static string SerialNumber(X500DistinguishedName name) =>
        new DistinguishedName(name).Find(DistinguishedName.SerialNumber).Trim();

    /// <summary>The VKN (10 digits) or TCKN (11 digits) in the subject's serialNumber,
    /// or empty when it is something else.</summary>
    public static string Identifier(X509Certificate2 certificate)
    {
        string number = SerialNumber(certificate.SubjectName);
        return number.Length is 10 or 11 && number.All(c => c is >= '0' and <= '9') ? number : "";
    }

    /// <summary>The public key as text: <c>RSA-2048</c>, <c>EC-P384</c>, or the algorithm's identifier.</summary>
    public static string KeyAlgorithm(X509Certificate2 certificate)
    {
        PublicKey key = certificate.PublicKey;
        DerReader parameters = new(key.EncodedParameters?.RawData ?? []);
        return key.Oid.Value switch
        {
            RsaEncryption => "RSA-" + RsaBits(certificate).ToString(CultureInfo.InvariantCulture),
            EcPublicKey when parameters.TryRead(DerReader.ObjectIdentifier, out DerReader curve) => curve.ToOid() switch
            {
                "1.2.840.10045.3.1.7" => "EC-P256",
                "1.3.132.0.34" => "EC-P384",
                "1.3.132.0.35" => "EC-P521",
                string other => "EC-" + other,
            },
            string other => other,
            null => "",
        };
    }

    /// <summary>Bits of an RSA key's modulus; 0 for other keys.</summary>
    public static int RsaBits(X509Certificate2 certificate) =>
        certificate.PublicKey.Oid.Value == RsaEncryption ? RsaModulus(certificate.PublicKey).Length * 8 : 0;

    /// <summary>The object identifiers of the certificate policies (RFC 5280, 4.2.1.4).</summary>
    public static HashSet<string> Policies(X509Certificate2 certificate) => Identifiers(certificate, "2.5.29.32");

    /// <summary>The object identifiers of the qualified certificate statements (RFC 3739, 3.2.6).</summary>
    public static HashSet<string> Statements(X509Certificate2 certificate) => Identifiers(certificate, "1.3.6.1.5.5.7.1.3");

    public static bool HasExtendedUsage(X509Certificate2 certificate, string oid) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>())
            .Any(usage => usage.Value == oid);

    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    /// <summary>Whether the key usage allows signatures; a certificate that names no usage allows them
    /// (RFC 5280, 4.2.1.3).</summary>
    public static bool MaySign(X509Certificate2 certificate)
    {
        X509KeyUsageExtension? usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        return usage is null || (usage.KeyUsages & Signing) != 0;
    }

    /// <summary>The certificate, then its issuers among the candidates, as far as they go.</summary>
    public static IReadOnlyList<X509Certificate2> Chain(X509Certificate2 leaf, IEnumerable<X509Certificate2> candidates)
    {
        List<X509Certificate2> rest = candidates.Where(IsAuthority).ToList();
        List<X509Certificate2> chain = [leaf];
        while (rest.Find(certificate => IsSame(certificate.SubjectName, chain[chain.Count - 1].IssuerName)) is { } issuer)
        {
            chain.Add(issuer);
            rest.Remove(issuer);
        }

        return chain;
    }

    private static bool IsSame(X500DistinguishedName left, X500DistinguishedName right) =>
        left.RawData.SequenceEqual(right.RawData);

    /// <summary>The modulus of an RSA key without leading zeros (RFC 8017, A.1.1); empty for other keys.</summary>
    public static byte[] RsaModulus(PublicKey key)
    {
        DerReader reader = new(key.EncodedKeyValue.RawData);
        return reader.TryRead(DerReader.Sequence, out DerReader content)
            && content.TryRead(DerReader.Integer, out DerReader modulus)
            ? modulus.ToArray().SkipWhile(octet => octet == 0).ToArray()
            : [];
    }

    // CertificatePolicies and QCStatements are both SEQUENCE OF SEQUENCE { OBJECT IDENTIFIER, … } (RFC 5280, RFC 3739).
    private static HashSet<string> Identifiers(X509Certificate2 certificate, string extensionOid)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        X509Extension? extension = certificate.Extensions.Cast<X509Extension>().FirstOrDefault(e => e.Oid?.Value == extensionOid);
        if (extension is null || !new DerReader(extension.RawData).TryRead(DerReader.Sequence, out DerReader list)) return found;
        while (list.TryRead(DerReader.Sequence, out DerReader entry))
        {
            if (entry.TryRead(DerReader.ObjectIdentifier, out DerReader oid)) found.Add(oid.ToOid());
        }

        return found;
    }
}
