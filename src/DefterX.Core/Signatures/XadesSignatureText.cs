using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>
/// The text of an enveloped XAdES-BES signature, with a time stamp XAdES-T, in the form of the ledgers that GİB accepts: order,
/// Ids, line breaks and base64 lines of 76 (e-Defter Teknik Kılavuz 2.1.3; ETSI TS 101 903 v1.3.2).
/// </summary>
internal sealed class XadesSignatureText
{
    private const string DigestMethod = $"<ds:DigestMethod Algorithm=\"{DigestAlgorithm.Sha256Uri}\"/>\n";

    private static readonly TimeSpan TurkishOffset = TimeSpan.FromHours(3);

    private readonly string _signatureId = NewId("Signature-Id-");
    private readonly string _propertiesReferenceId = NewId("Reference-Id-");
    private readonly string _documentReferenceId = NewId("Reference-Id-");
    private readonly string _valueId = NewId("Signature-Value-Id-");
    private readonly string _objectId = NewId("Object-Id-");
    private readonly string _propertiesId = NewId("Signed-Properties-Id-");
    private readonly string _timeStampId = NewId("Signature-Time-Stamp-Id-");
    private readonly string _dsDeclaration;
    private readonly string _xadesDeclaration;
    private readonly X509Certificate2 _certificate;
    private readonly SignerName _signer;
    private readonly SignatureMethod _method;
    private readonly string _signingTime;

    /// <param name="root">The namespaces of the root that the signature goes into; they are not declared again.</param>
    /// <param name="certificate">The signer's certificate.</param>
    /// <param name="method">The signature method.</param>
    /// <param name="signingTime">The signing time; written in Turkish time.</param>
    public XadesSignatureText(
        NamespaceScope root, X509Certificate2 certificate, SignatureMethod method, DateTimeOffset signingTime)
    {
        _dsDeclaration = root.Find("ds") == N.Ds ? "" : $" xmlns:ds=\"{N.Ds}\"";
        _xadesDeclaration = root.Find("xades") == N.Xades ? "" : $" xmlns:xades=\"{N.Xades}\"";
        _certificate = certificate;
        _signer = new SignerName(certificate);
        _method = method;
        _signingTime = signingTime.ToOffset(TurkishOffset)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }

    /// <summary>SHA-256 of the document without the signature.</summary>
    public byte[] DocumentDigest { get; init; } = [];

    /// <summary>SHA-256 of the signed properties; empty until they are canonicalised.</summary>
    public byte[] PropertiesDigest { get; set; } = [];

    /// <summary>The signature value; empty until the key has signed.</summary>
    public byte[] Value { get; set; } = [];

    /// <summary>A time stamp of the signature value (TimeStampToken, DER), or empty.</summary>
    public byte[] TimeStamp { get; set; } = [];

    /// <summary>The text of ds:SignatureValue, with its line breaks.</summary>
    public string ValueText => Base64(Value);

    public override string ToString() =>
        $"<ds:Signature{_dsDeclaration} Id=\"{_signatureId}\">\n"
        + "<ds:SignedInfo>\n"
        + $"<ds:CanonicalizationMethod Algorithm=\"{Xml.CanonicalizationMethod.Inclusive.Uri}\"/>\n"
        + $"<ds:SignatureMethod Algorithm=\"{_method.Uri}\"/>\n"
        + $"<ds:Reference Id=\"{_propertiesReferenceId}\" Type=\"{N.SignedPropertiesType}\" URI=\"#{_propertiesId}\">\n"
        + DigestMethod
        + $"<ds:DigestValue>{Base64(PropertiesDigest)}</ds:DigestValue>\n"
        + "</ds:Reference>\n"
        + $"<ds:Reference Id=\"{_documentReferenceId}\" URI=\"\">\n"
        + $"<ds:Transforms>\n<ds:Transform Algorithm=\"{N.EnvelopedSignature}\"/>\n</ds:Transforms>\n"
        + DigestMethod
        + $"<ds:DigestValue>{Base64(DocumentDigest)}</ds:DigestValue>\n"
        + "</ds:Reference>\n"
        + "</ds:SignedInfo>\n"
        + $"<ds:SignatureValue Id=\"{_valueId}\">{ValueText}</ds:SignatureValue>\n"
        + "<ds:KeyInfo>\n"
        + "<ds:X509Data>\n"
        + $"<ds:X509Certificate>{Base64(_certificate.RawData)}</ds:X509Certificate>\n"
        + $"<ds:X509SubjectName>{Escape(_signer.X509SubjectName)}</ds:X509SubjectName></ds:X509Data>\n"
        + KeyValue()
        + "</ds:KeyInfo>\n"
        + $"<ds:Object Id=\"{_objectId}\">"
        + $"<xades:QualifyingProperties{_xadesDeclaration} Target=\"#{_signatureId}\">\n"
        + SignedProperties()
        + UnsignedProperties()
        + "</xades:QualifyingProperties>\n"
        + "</ds:Object>\n"
        + "</ds:Signature>";

    private string SignedProperties() =>
        $"<xades:SignedProperties Id=\"{_propertiesId}\">\n"
        + "<xades:SignedSignatureProperties>\n"
        + $"<xades:SigningTime>{_signingTime}</xades:SigningTime>\n"
        + "<xades:SigningCertificate>\n<xades:Cert>\n"
        + "<xades:CertDigest>\n"
        + DigestMethod
        + $"<ds:DigestValue>{Base64(DigestAlgorithm.Compute(HashAlgorithmName.SHA256, _certificate.RawData))}</ds:DigestValue>\n"
        + "</xades:CertDigest>\n"
        + "<xades:IssuerSerial>\n"
        + $"<ds:X509IssuerName>{Escape(_signer.X509IssuerName)}</ds:X509IssuerName>\n"
        + $"<ds:X509SerialNumber>{_signer.X509SerialNumber.ToString(CultureInfo.InvariantCulture)}</ds:X509SerialNumber>\n"
        + "</xades:IssuerSerial>\n"
        + "</xades:Cert>\n</xades:SigningCertificate>\n"
        + "</xades:SignedSignatureProperties>\n"
        + "<xades:SignedDataObjectProperties>\n"
        + $"<xades:DataObjectFormat ObjectReference=\"#{_documentReferenceId}\">\n"
        + "<xades:MimeType>text/xml</xades:MimeType>\n"
        + "</xades:DataObjectFormat>\n"
        + "</xades:SignedDataObjectProperties>\n"
        + "</xades:SignedProperties>\n";

    private string UnsignedProperties() => TimeStamp.Length == 0
        ? ""
        : "<xades:UnsignedProperties>\n<xades:UnsignedSignatureProperties>\n"
        + $"<xades:SignatureTimeStamp Id=\"{_timeStampId}\">\n"
        + $"<ds:CanonicalizationMethod Algorithm=\"{Xml.CanonicalizationMethod.Inclusive.Uri}\"/>\n"
        + $"<xades:EncapsulatedTimeStamp>{Base64(TimeStamp)}</xades:EncapsulatedTimeStamp>\n"
        + "</xades:SignatureTimeStamp>\n"
        + "</xades:UnsignedSignatureProperties>\n</xades:UnsignedProperties>\n";

    /// <summary>An RSA key; an EC key is in the certificate alone.</summary>
    private string KeyValue()
    {
        using RSA? rsa = _certificate.GetRSAPublicKey();
        if (rsa is null) return "";
        RSAParameters parameters = rsa.ExportParameters(false);
        byte[] modulus = parameters.Modulus!;
        // Accepted ledgers have the modulus as a signed number, with a zero before the highest bit.
        if ((modulus[0] & 0x80) != 0) modulus = [0, .. modulus];
        return "<ds:KeyValue>\n<ds:RSAKeyValue>\n"
            + $"<ds:Modulus>{Base64(modulus)}</ds:Modulus>\n"
            + $"<ds:Exponent>{Base64(parameters.Exponent!)}</ds:Exponent>\n"
            + "</ds:RSAKeyValue>\n</ds:KeyValue>\n";
    }

    private static string NewId(string prefix) => prefix + Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    private static string Base64(byte[] data)
    {
        const int LineLength = 76;
        StringBuilder text = new(Convert.ToBase64String(data));
        for (int i = LineLength; i < text.Length; i += LineLength + 1) text.Insert(i, '\n');
        return text.ToString();
    }

    private static string Escape(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").ToString();
}
