using System.Collections.Generic;
using System.Linq;
using DefterX.Certificates;
using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>Finds the private key of a certificate on a token.</summary>
internal static class PrivateKeys
{
    /// <summary>The key with the certificate's CKA_ID (PKCS#11 v2.40, 4.6.3); else the one with its modulus; else the only one there is.
    /// Never by label or position. Whether it fits, a test signature shows.</summary>
    /// <returns>The handle, or null.</returns>
    public static ulong? Find(Cryptoki functions, ulong session, TokenCertificate certificate)
    {
        List<ulong> sameId = certificate.Id.Length == 0 ? [] : functions.FindObjects(session, CKO.CKO_PRIVATE_KEY, certificate.Id);
        if (sameId.Count == 1) return sameId[0];
        List<ulong> keys = sameId.Count > 1 ? sameId : functions.FindObjects(session, CKO.CKO_PRIVATE_KEY);
        byte[] modulus = CertificateFacts.RsaModulus(certificate.Certificate.PublicKey);
        foreach (ulong key in modulus.Length == 0 ? [] : keys)
        {
            byte[]? own = functions.GetAttributes(session, key, CKA.CKA_MODULUS)[0];
            if (own is not null && own.SkipWhile(octet => octet == 0).SequenceEqual(modulus)) return key;
        }

        return keys.Count == 1 ? keys[0] : null;
    }
}
