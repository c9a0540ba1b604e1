using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace DefterX.GibSimulator.Signatures;

/// <summary>Verifies the SignatureValue over the canonical SignedInfo: RSA by .NET, ECDSA (r‖s) by BouncyCastle.</summary>
internal static class SignatureValue
{
    public static void Verify(XmlElement signature, X509Certificate2 certificate)
    {
        XmlElement signedInfo = XmlTree.Only(signature, Names.Ds, "SignedInfo");
        byte[] content = Canonicalization.Bytes(
            signedInfo, Canonicalization.Of(XmlTree.Only(signedInfo, Names.Ds, "CanonicalizationMethod")));
        string algorithm = XmlTree.Only(signedInfo, Names.Ds, "SignatureMethod").GetAttribute("Algorithm");
        byte[] value = Convert.FromBase64String(XmlTree.Only(signature, Names.Ds, "SignatureValue").InnerText);
        bool valid = algorithm switch
        {
            Names.SignatureAlgorithms + "rsa-sha256" => VerifyRsa(certificate, content, value, HashAlgorithmName.SHA256),
            Names.SignatureAlgorithms + "rsa-sha384" => VerifyRsa(certificate, content, value, HashAlgorithmName.SHA384),
            Names.SignatureAlgorithms + "rsa-sha512" => VerifyRsa(certificate, content, value, HashAlgorithmName.SHA512),
            Names.SignatureAlgorithms + "ecdsa-sha256" => VerifyEcdsa(certificate, content, value, new Sha256Digest()),
            Names.SignatureAlgorithms + "ecdsa-sha384" => VerifyEcdsa(certificate, content, value, new Sha384Digest()),
            Names.SignatureAlgorithms + "ecdsa-sha512" => VerifyEcdsa(certificate, content, value, new Sha512Digest()),
            _ => throw new InvalidSignatureException($"signature method {algorithm} is not taken"),
        };
        if (!valid)
            throw new InvalidSignatureException("the signature value does not verify");
    }

    private static bool VerifyRsa(X509Certificate2 certificate, byte[] content, byte[] value, HashAlgorithmName hash)
    {
        using RSA key = certificate.GetRSAPublicKey() ?? throw new InvalidSignatureException("the certificate's key is not RSA");
        return key.VerifyData(content, value, hash, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyEcdsa(X509Certificate2 certificate, byte[] content, byte[] value, IDigest digest)
    {
        if (certificate.GetKeyAlgorithm() != "1.2.840.10045.2.1")
            throw new InvalidSignatureException("the certificate's key is not EC");
        DsaDigestSigner signer = new(new ECDsaSigner(), digest, PlainDsaEncoding.Instance);
        signer.Init(forSigning: false, PublicKeyFactory.CreateKey(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        signer.BlockUpdate(content, 0, content.Length);
        return signer.VerifySignature(value);
    }
}
