using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using Net.Pkcs11Interop.HighLevelAPI.Factories;

namespace DefterX.TestSupport;

/// <summary>Puts keys and certificates on a token (PKCS#11 v2.40, 4.6 and 4.9).</summary>
internal sealed class TokenObjects(ISession session)
{
    private readonly IObjectAttributeFactory _attributes = session.Factories.ObjectAttributeFactory;

    /// <summary>The certificate with its private key, both with the same CKA_ID and the label VKN + suffix.</summary>
    public void Import(X509Certificate2 certificate, string suffix, byte[] id, bool alwaysAuthenticate)
    {
        string label = CertificateFacts.SerialNumber(certificate.SubjectName) + suffix;
        ImportCertificate(certificate, label, id);
        List<IObjectAttribute> key =
        [
            _attributes.Create(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
            _attributes.Create(CKA.CKA_TOKEN, true),
            _attributes.Create(CKA.CKA_PRIVATE, true),
            _attributes.Create(CKA.CKA_SENSITIVE, true),
            _attributes.Create(CKA.CKA_SIGN, true),
            _attributes.Create(CKA.CKA_ALWAYS_AUTHENTICATE, alwaysAuthenticate),
            _attributes.Create(CKA.CKA_ID, id),
            _attributes.Create(CKA.CKA_LABEL, label),
        ];
        using RSA? rsa = certificate.GetRSAPrivateKey();
        using ECDsa? ecdsa = certificate.GetECDsaPrivateKey();
        key.AddRange(rsa is null ? Ec(ecdsa!.ExportParameters(true)) : Rsa(rsa.ExportParameters(true)));
        session.CreateObject(key);
        key.ForEach(attribute => attribute.Dispose());
    }

    /// <summary>A certificate that is seen without login.</summary>
    public void ImportCertificate(X509Certificate2 certificate, string label, byte[] id)
    {
        List<IObjectAttribute> attributes =
        [
            _attributes.Create(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE),
            _attributes.Create(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509),
            _attributes.Create(CKA.CKA_TOKEN, true),
            _attributes.Create(CKA.CKA_PRIVATE, false),
            _attributes.Create(CKA.CKA_ID, id),
            _attributes.Create(CKA.CKA_LABEL, label),
            _attributes.Create(CKA.CKA_SUBJECT, certificate.SubjectName.RawData),
            _attributes.Create(CKA.CKA_VALUE, certificate.RawData),
        ];
        session.CreateObject(attributes);
        attributes.ForEach(attribute => attribute.Dispose());
    }

    private List<IObjectAttribute> Rsa(RSAParameters key) =>
    [
        _attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
        _attributes.Create(CKA.CKA_MODULUS, key.Modulus!),
        _attributes.Create(CKA.CKA_PUBLIC_EXPONENT, key.Exponent!),
        _attributes.Create(CKA.CKA_PRIVATE_EXPONENT, key.D!),
        _attributes.Create(CKA.CKA_PRIME_1, key.P!),
        _attributes.Create(CKA.CKA_PRIME_2, key.Q!),
        _attributes.Create(CKA.CKA_EXPONENT_1, key.DP!),
        _attributes.Create(CKA.CKA_EXPONENT_2, key.DQ!),
        _attributes.Create(CKA.CKA_COEFFICIENT, key.InverseQ!),
    ];

    private List<IObjectAttribute> Ec(ECParameters key)
    {
        AsnWriter curve = new(AsnEncodingRules.DER);
        curve.WriteObjectIdentifier("1.3.132.0.34");
        return
        [
            _attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_EC),
            _attributes.Create(CKA.CKA_EC_PARAMS, curve.Encode()),
            _attributes.Create(CKA.CKA_VALUE, key.D!),
        ];
    }
}
