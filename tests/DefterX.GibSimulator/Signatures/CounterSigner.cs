using System;
using System.Formats.Asn1;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace DefterX.GibSimulator.Signatures;

/// <summary>Counter-signs a berat in the form of accepted packages: UnsignedSignatureProperties/CounterSignature, RSA-SHA256.</summary>
internal sealed class CounterSigner(X509Certificate2 certificate, TimeProvider time)
{
    /// <returns>The berat, written anew with its counter-signature.</returns>
    public byte[] Sign(XmlDocument berat, XadesSignature signature)
    {
        XmlDocumentFragment fragment = berat.CreateDocumentFragment();
        fragment.InnerXml = Template(signature.Value.GetAttribute("Id"));
        XmlNode holder = fragment.FirstChild!.FirstChild!.FirstChild!;
        XmlElement qualifying = (XmlElement)signature.SignedProperties.ParentNode!;
        // A berat with a time stamp has unsigned properties of its own.
        if (qualifying.GetElementsByTagName("UnsignedSignatureProperties", Names.Xades)[0] is XmlElement own) own.AppendChild(holder);
        else qualifying.InsertAfter(fragment.FirstChild, signature.SignedProperties);

        XmlElement counter = (XmlElement)holder.FirstChild!;
        XmlElement properties = (XmlElement)counter.GetElementsByTagName("SignedProperties", Names.Xades)[0]!;
        XmlElement signedInfo = XmlTree.Only(counter, Names.Ds, "SignedInfo");
        XmlNodeList digests = signedInfo.GetElementsByTagName("DigestValue", Names.Ds);
        using SHA256 sha256 = SHA256.Create();
        digests[0]!.InnerText = Convert.ToBase64String(
            Canonicalization.Digest(signature.Value, new XmlDsigC14NWithCommentsTransform(), sha256));
        digests[1]!.InnerText = Convert.ToBase64String(Canonicalization.Digest(properties, new XmlDsigC14NTransform(), sha256));
        using RSA key = certificate.GetRSAPrivateKey()!;
        byte[] content = Canonicalization.Bytes(signedInfo, new XmlDsigC14NWithCommentsTransform());
        XmlTree.Only(counter, Names.Ds, "SignatureValue").InnerText =
            Lines(key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return Write(berat);
    }

    private static byte[] Write(XmlDocument document)
    {
        XmlWriterSettings settings = new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            OmitXmlDeclaration = true,
            ConformanceLevel = ConformanceLevel.Fragment,
        };
        using MemoryStream stream = new();
        stream.Write("""<?xml version="1.0" encoding="UTF-8" standalone="no"?>"""u8);
        using (XmlWriter writer = XmlWriter.Create(stream, settings))
        {
            foreach (XmlNode node in document.ChildNodes)
            {
                if (node.NodeType != XmlNodeType.XmlDeclaration)
                    node.WriteTo(writer);
            }
        }

        return stream.ToArray();
    }

    private string Template(string countersigned)
    {
        string id = Guid.NewGuid().ToString();
        string name = $"CN=Gelir İdaresi Başkanlığı,2.5.4.5=#{Convert.ToHexStringLower(SerialNumberValue())}";
        using RSA key = certificate.GetRSAPublicKey()!;
        RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
        BigInteger serial = new(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        string signingTime = time.GetUtcNow().ToOffset(TimeSpan.FromHours(3)).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        return $"""
            <xades:UnsignedProperties xmlns:xades="{Names.Xades}"><xades:UnsignedSignatureProperties><xades:CounterSignature><ds:Signature xmlns:ds="{Names.Ds}" Id="Signature-Id-{id}">
            <ds:SignedInfo>
            <ds:CanonicalizationMethod Algorithm="{Names.C14NWithComments}"/>
            <ds:SignatureMethod Algorithm="{Names.SignatureAlgorithms}rsa-sha256"/>
            <ds:Reference URI="#{countersigned}">
            <ds:Transforms>
            <ds:Transform Algorithm="{Names.C14NWithComments}"/>
            </ds:Transforms>
            <ds:DigestMethod Algorithm="{Names.Sha256}"/>
            <ds:DigestValue></ds:DigestValue>
            </ds:Reference>
            <ds:Reference Type="{Names.SignedPropertiesType}" URI="#Signed-Properties-Id-{id}">
            <ds:DigestMethod Algorithm="{Names.Sha256}"/>
            <ds:DigestValue></ds:DigestValue>
            </ds:Reference>
            </ds:SignedInfo>
            <ds:SignatureValue Id="Signature-Value-Id-{id}"></ds:SignatureValue>
            <ds:KeyInfo>
            <ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Lines(parameters.Modulus!)}</ds:Modulus><ds:Exponent>{Convert.ToBase64String(parameters.Exponent!)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>
            <ds:X509Data><ds:X509SubjectName>{name}</ds:X509SubjectName><ds:X509Certificate>{Lines(certificate.RawData)}</ds:X509Certificate></ds:X509Data>
            </ds:KeyInfo>
            <ds:Object Id="Object-Id-{id}"><xades:QualifyingProperties Target="#Signature-Id-{id}"><xades:SignedProperties Id="Signed-Properties-Id-{id}"><xades:SignedSignatureProperties><xades:SigningTime>{signingTime}</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="{Names.Sha256}"/><ds:DigestValue>{Convert.ToBase64String(SHA256.HashData(certificate.RawData))}</ds:DigestValue></xades:CertDigest><xades:IssuerSerial><ds:X509IssuerName>{name}</ds:X509IssuerName><ds:X509SerialNumber>{serial.ToString(CultureInfo.InvariantCulture)}</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert></xades:SigningCertificate><xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>Tedarikçi</xades:ClaimedRole></xades:ClaimedRoles></xades:SignerRole></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>
            </ds:Signature></xades:CounterSignature></xades:UnsignedSignatureProperties></xades:UnsignedProperties>
            """;
    }

    private static byte[] SerialNumberValue()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.PrintableString, Authority.SerialNumber);
        return writer.Encode();
    }

    private static string Lines(byte[] content) =>
        Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "", StringComparison.Ordinal);
}
