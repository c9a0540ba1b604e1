using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Ocsp;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>Who may sign OCSP responses: the issuer, or whom it names for that (RFC 6960, 4.2.2.2).</summary>
internal static class OcspSigner
{
    /// <summary>Whether one of them signed the response.</summary>
    /// <remarks>Whether the delegate itself was revoked is not asked: issuers mark it as not to be asked
    /// (id-pkix-ocsp-nocheck) and change it often.</remarks>
    public static bool IsAuthorized(BasicOcspResp response, X509Certificate issuer, DateTimeOffset now)
    {
        if (!BouncyCastleExtensions.ProvesSomething(response.SignatureAlgorithm.Algorithm.Id)) return false;
        IEnumerable<X509Certificate> delegates = BouncyCastleExtensions.Try(response.GetCerts) ?? [];
        return delegates.Where(signer => IsDelegate(signer, issuer, now)).Prepend(issuer)
            .Any(signer => BouncyCastleExtensions.Try(() => response.Verify(signer.GetPublicKey())));
    }

    private static bool IsDelegate(X509Certificate signer, X509Certificate issuer, DateTimeOffset now) =>
        BouncyCastleExtensions.Try(() =>
            signer.IssuerDN.IsSame(issuer.SubjectDN)
            && signer.GetExtendedKeyUsage()?.Contains(KeyPurposeID.id_kp_OCSPSigning) == true
            && signer.MayBeUsedFor(BouncyCastleExtensions.DigitalSignature)
            && signer.IsValid(now.UtcDateTime)
            && signer.IsSignedBy(issuer));
}
