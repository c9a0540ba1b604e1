using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Finds the certificate that the signed properties bind, and checks what KeyInfo says of its key.</summary>
internal sealed class KeyInfoCheck(XmlElement keyInfo, XmlElement signedSignatureProperties, List<string> flaws)
{
    /// <summary>All certificates of KeyInfo, as far as they were read.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; private set; } = [];

    /// <summary>The certificate of KeyInfo whose digest is in xades:SigningCertificate, or null with a flaw.</summary>
    public X509Certificate2? Run()
    {
        XmlElement[] bindings = [.. signedSignatureProperties.XadesPath("SigningCertificate", "Cert")];
        XmlElement? digest = bindings.Length == 1 ? bindings[0].XadesPath("CertDigest").FirstOrDefault() : null;
        if (digest is null)
        {
            flaws.Add(Strings.SigningCertificateMissing);
            return null;
        }
        string uri = digest.AlgorithmOf("DigestMethod");
        if (DigestAlgorithm.FromUri(uri) is not HashAlgorithmName algorithm)
        {
            flaws.Add(Text.Format(Strings.AlgorithmNotAllowed, "CertDigest/DigestMethod", uri));
            return null;
        }
        byte[] expected = digest.DecodeChild("DigestValue");
        Certificates = ReadCertificates();
        X509Certificate2? certificate = Certificates.FirstOrDefault(c =>
            DigestAlgorithm.Compute(algorithm, c.RawData).SequenceEqual(expected));
        if (certificate is null)
        {
            flaws.Add(Strings.CertificateNotBound);
            return null;
        }
        CheckSerialNumber(bindings[0], certificate);
        CheckKeyValue(certificate);
        return certificate;
    }

    private List<X509Certificate2> ReadCertificates()
    {
        List<X509Certificate2> certificates = [];
        foreach (XmlElement element in keyInfo.Children("X509Data").SelectMany(data => data.Children("X509Certificate")))
        {
            certificates.Add(new X509Certificate2(Convert.FromBase64String(element.InnerText)));
        }
        return certificates;
    }

    private void CheckSerialNumber(XmlElement binding, X509Certificate2 certificate)
    {
        string[] serials = [.. binding.XadesPath("IssuerSerial")
            .SelectMany(e => e.Children("X509SerialNumber")).Select(e => e.InnerText.Trim())];
        string actual = new SignerName(certificate).X509SerialNumber.ToString(CultureInfo.InvariantCulture);
        if (serials.Length != 1 || serials[0] != actual)
            flaws.Add(Text.Format(Strings.SerialNumberWrong, string.Join(", ", serials), actual));
    }

    private void CheckKeyValue(X509Certificate2 certificate)
    {
        foreach (XmlElement key in keyInfo.Children("KeyValue").SelectMany(value => value.ChildNodes.OfType<XmlElement>()))
        {
            bool isSame = (key.LocalName, key.NamespaceURI) switch
            {
                ("RSAKeyValue", N.Ds) => IsSameRsa(key, certificate),
                ("ECKeyValue", N.Ds11) => key.DecodeChild("PublicKey", N.Ds11).SequenceEqual(certificate.GetPublicKey()),
                _ => false,
            };
            if (!isSame) flaws.Add(Text.Format(Strings.KeyValueWrong, key.LocalName));
        }
    }

    private static bool IsSameRsa(XmlElement key, X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        if (rsa is null) return false;
        RSAParameters parameters = rsa.ExportParameters(false);
        return key.DecodeChild("Modulus").SkipWhile(b => b == 0).SequenceEqual(parameters.Modulus!)
            && key.DecodeChild("Exponent").SkipWhile(b => b == 0).SequenceEqual(parameters.Exponent!);
    }
}
