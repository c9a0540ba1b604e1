using System;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.X509;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>The little that is missing between BouncyCastle's certificates and the framework's.</summary>
/// <remarks>BouncyCastle is loaded when one of these is first called, not with the module.</remarks>
internal static class BouncyCastleExtensions
{
    /// <summary>Bits of KeyUsage (RFC 5280, 4.2.1.3).</summary>
    public const int DigitalSignature = 0, KeyCertSign = 5, CrlSign = 6;

    /// <summary>The same certificate, or null when BouncyCastle does not understand it.</summary>
    public static X509Certificate? ToBouncyCastle(this X509Certificate2 certificate) => Try(() =>
    {
        X509Certificate converted = new(certificate.RawData);
        // The dates are decoded when they are read; here a malformed one still counts as that.
        return converted.NotBefore <= converted.NotAfter ? converted : null;
    });

    /// <summary>Whether the certificate's own key signed it.</summary>
    public static bool IsSelfSigned(this X509Certificate2 certificate) =>
        certificate.ToBouncyCastle() is { } own && own.SubjectDN.IsSame(own.IssuerDN) && own.IsSignedBy(own);

    /// <summary>Whether the subject's signature is the issuer's.</summary>
    public static bool IsSignedBy(this X509Certificate subject, X509Certificate issuer) =>
        Try(() => ProvesSomething(subject.SigAlgOid) && subject.IsSignatureValid(issuer.GetPublicKey()));

    /// <summary>Whether forging a signature of the algorithm takes its key: not so with MD2, MD4 and MD5 (RFC 6151).</summary>
    /// <param name="algorithm">Object identifier of the signature algorithm (RFC 3279, 2.2.1).</param>
    public static bool ProvesSomething(string algorithm) =>
        algorithm is not ("1.2.840.113549.1.1.2" or "1.2.840.113549.1.1.3" or "1.2.840.113549.1.1.4");

    /// <summary>Whether two names are the same (RFC 5280, 7.1).</summary>
    public static bool IsSame(this X509Name left, X509Name right) => left.Equivalent(right, inOrder: true);

    /// <summary>Whether the certificate's key usage has the bit, or says nothing.</summary>
    public static bool MayBeUsedFor(this X509Certificate certificate, int bit) =>
        certificate.GetKeyUsage() is not bool[] usage || (bit < usage.Length && usage[bit]);

    /// <summary>The common name, or the whole name where it has none.</summary>
    public static string ToDisplay(this X509Name name)
    {
        string commonName = CertificateFacts.CommonName(new X500DistinguishedName(name.GetEncoded()));
        return commonName.Length > 0 ? commonName : name.ToString();
    }

    /// <summary>What reading something of a stranger's gives, or the default where it is malformed.</summary>
    /// <remarks>BouncyCastle reports malformed keys, extensions and values by exceptions of many kinds,
    /// ArgumentException and InvalidCastException among them.</remarks>
    public static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return default;
        }
    }
}
