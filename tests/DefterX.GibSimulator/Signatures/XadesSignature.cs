using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace DefterX.GibSimulator.Signatures;

/// <summary>The enveloped XAdES-BES signature of an e-Defter file (Teknik Kılavuz 2.1.3 and the form of accepted packages).</summary>
internal sealed class XadesSignature
{
    private readonly XmlElement _signature;
    private readonly XmlElement _signedInfo;
    private readonly XmlElement _signedProperties;

    private XadesSignature(XmlElement root)
    {
        _signature = XmlTree.Only(root, Names.Ds, "Signature");
        if (root.GetElementsByTagName("Signature", Names.Ds).Count != 1)
            throw new InvalidSignatureException("there is a ds:Signature elsewhere in the document");
        if (root.ChildNodes.OfType<XmlElement>().Last() != _signature)
            throw new InvalidSignatureException("ds:Signature is not the last child of the root");
        _signedInfo = XmlTree.Only(_signature, Names.Ds, "SignedInfo");
        Value = XmlTree.Only(_signature, Names.Ds, "SignatureValue");
        XmlElement qualifying = XmlTree.Only(XmlTree.Only(_signature, Names.Ds, "Object"), Names.Xades, "QualifyingProperties");
        _signedProperties = XmlTree.Only(qualifying, Names.Xades, "SignedProperties");
        if (!_signature.HasAttribute("Id") || qualifying.GetAttribute("Target") != "#" + _signature.GetAttribute("Id"))
            throw new InvalidSignatureException("QualifyingProperties is not of this signature");
        if (!Value.HasAttribute("Id"))
            throw new InvalidSignatureException("ds:SignatureValue has no Id");
        Certificate = SigningCertificate();
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The ds:SignatureValue element.</summary>
    public XmlElement Value { get; }

    public XmlElement SignedProperties => _signedProperties;

    private XmlElement SignedSignatureProperties => XmlTree.Only(_signedProperties, Names.Xades, "SignedSignatureProperties");

    /// <exception cref="InvalidSignatureException">The signature does not verify, or is not of the profile.</exception>
    public static XadesSignature Verify(XmlDocument document, SimulatorOptions options)
    {
        XmlTree.Ids(document.DocumentElement!);
        XadesSignature signature = new(document.DocumentElement!);
        DateTimeOffset signed = signature.SigningTime();
        if (signed > options.TimeProvider.GetUtcNow() + options.ClockSkew)
            throw new InvalidSignatureException("SigningTime is in the future");
        SignerCertificate.Check(signature.Certificate, signed, options.TrustedAuthorities);
        signature.VerifyReferences();
        if (XmlTree.Only(signature._signedInfo, Names.Ds, "CanonicalizationMethod").GetAttribute("Algorithm")
            is not (Names.C14N or Names.C14NWithComments))
            throw new InvalidSignatureException("SignedInfo is not canonicalized by C14N 1.0");
        SignatureValue.Verify(signature._signature, signature.Certificate);
        return signature;
    }

    private void VerifyReferences()
    {
        IReadOnlyList<SignatureReference> references = SignatureReference.Of(_signedInfo);
        if (references.Count != 2)
            throw new InvalidSignatureException($"SignedInfo has {references.Count} references, it has to have 2");
        if (references.Count(reference => reference.Uri is "") != 1)
            throw new InvalidSignatureException("there is not one reference with an empty URI");
        SignatureReference document = references.Single(reference => reference.Uri is "");
        if (document.Transforms is not [XmlElement transform] || transform.GetAttribute("Algorithm") != Names.Enveloped)
            throw new InvalidSignatureException("the document's reference has not enveloped-signature as its only transform");
        SignatureReference properties = references.Single(reference => reference != document);
        if (properties.Type != Names.SignedPropertiesType
            || properties.Uri != "#" + _signedProperties.GetAttribute("Id") || properties.Transforms.Count > 0)
            throw new InvalidSignatureException("SignedProperties are not referenced as the profile has it");
        properties.Verify(hash => Canonicalization.Digest(_signedProperties, new XmlDsigC14NTransform(), hash));
        document.Verify(hash => Canonicalization.DigestEnveloped(_signature, hash));
    }

    private DateTimeOffset SigningTime()
    {
        string text = XmlTree.Only(SignedSignatureProperties, Names.Xades, "SigningTime").InnerText.Trim();
        return XmlConvert.ToDateTimeOffset(text);
    }

    /// <summary>The embedded certificate, bound by digest, issuer and serial number of xades:SigningCertificate.</summary>
    private X509Certificate2 SigningCertificate()
    {
        XmlElement keyInfo = XmlTree.Only(_signature, Names.Ds, "KeyInfo");
        XmlElement embedded = XmlTree.Only(XmlTree.Only(keyInfo, Names.Ds, "X509Data"), Names.Ds, "X509Certificate");
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(embedded.InnerText));
        }
        catch (CryptographicException exception)
        {
            throw new InvalidSignatureException("X509Certificate cannot be read", exception);
        }

        XmlElement cert = XmlTree.Only(
            XmlTree.Only(SignedSignatureProperties, Names.Xades, "SigningCertificate"), Names.Xades, "Cert");
        XmlElement digest = XmlTree.Only(cert, Names.Xades, "CertDigest");
        using HashAlgorithm hash = SignatureReference.Hash(XmlTree.Only(digest, Names.Ds, "DigestMethod"));
        byte[] stated = Convert.FromBase64String(XmlTree.Only(digest, Names.Ds, "DigestValue").InnerText);
        if (!stated.AsSpan().SequenceEqual(hash.ComputeHash(certificate.RawData)))
            throw new InvalidSignatureException("CertDigest is not of the embedded certificate");
        CheckIssuer(XmlTree.Only(cert, Names.Xades, "IssuerSerial"), certificate);
        CheckKeyValue(keyInfo, certificate);
        return certificate;
    }

    private static void CheckIssuer(XmlElement issuerSerial, X509Certificate2 certificate)
    {
        string serial = XmlTree.Only(issuerSerial, Names.Ds, "X509SerialNumber").InnerText.Trim();
        BigInteger actual = new(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        if (serial != actual.ToString(CultureInfo.InvariantCulture))
            throw new InvalidSignatureException("X509SerialNumber is not that of the certificate");
        X509Name issuer = new X509CertificateParser().ReadCertificate(certificate.RawData).IssuerDN;
        string text = XmlTree.Only(issuerSerial, Names.Ds, "X509IssuerName").InnerText.Trim();
        try
        {
            // RFC 2253 writes the last name of the DER sequence first.
            if (!issuer.Equivalent(new X509Name(true, text), inOrder: true))
                throw new InvalidSignatureException("X509IssuerName is not that of the certificate");
        }
        catch (ArgumentException exception)
        {
            throw new InvalidSignatureException($"X509IssuerName '{text}' is not a distinguished name", exception);
        }
    }

    private static void CheckKeyValue(XmlElement keyInfo, X509Certificate2 certificate)
    {
        foreach (XmlElement value in XmlTree.Children(keyInfo, Names.Ds, "KeyValue"))
        {
            XmlElement rsa = XmlTree.Only(value, Names.Ds, "RSAKeyValue");
            using RSA key = certificate.GetRSAPublicKey()
                ?? throw new InvalidSignatureException("there is an RSAKeyValue, the certificate's key is not RSA");
            RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
            if (!SameNumber(rsa, "Modulus", parameters.Modulus!) || !SameNumber(rsa, "Exponent", parameters.Exponent!))
                throw new InvalidSignatureException("KeyValue is not the key of the certificate");
        }
    }

    private static bool SameNumber(XmlElement rsa, string name, byte[] number) =>
        Convert.FromBase64String(XmlTree.Only(rsa, Names.Ds, name).InnerText).AsSpan().TrimStart((byte)0).SequenceEqual(number);
}
