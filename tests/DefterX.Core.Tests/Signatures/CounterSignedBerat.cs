using System;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures;

/// <summary>An approved berat as GİB makes it: its signature value counter-signed, here by xmlsec1.</summary>
internal static class CounterSignedBerat
{
    public static SoftwareKey AuthorityKey()
    {
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("Örnek İdare Başkanlığı");
        name.AddCountryOrRegion("TR");
        return SoftwareKey.Rsa(name.Build());
    }

    public static string Make(Documents documents, string text, SoftwareKey key, SoftwareKey authority)
    {
        string berat = File.ReadAllText(documents.Sign(text, key));
        string valueId = Regex.Match(berat, "Signature-Value-Id-[0-9a-f-]*").Value;
        X509Certificate2 certificate = authority.Certificate;
        string signingTime = Documents.SigningTime.AddMinutes(1)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        string serialNumber = BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
        string counterSignature =
            "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CounterSignature>"
            + "<ds:Signature Id=\"counter-signature\"><ds:SignedInfo>"
            + "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"/>"
            + "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>"
            + $"<ds:Reference URI=\"#{valueId}\"><ds:Transforms>"
            + "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"/></ds:Transforms>"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference>"
            + "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#counter-properties\">"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference>"
            + "</ds:SignedInfo><ds:SignatureValue/>"
            + $"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate>"
            + "</ds:X509Data></ds:KeyInfo>"
            + "<ds:Object><xades:QualifyingProperties Target=\"#counter-signature\">"
            + "<xades:SignedProperties Id=\"counter-properties\">"
            + "<xades:SignedSignatureProperties>"
            + $"<xades:SigningTime>{signingTime}</xades:SigningTime>"
            + "<xades:SigningCertificate><xades:Cert><xades:CertDigest>"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
            + $"<ds:DigestValue>{Convert.ToBase64String(SHA256.HashData(certificate.RawData))}</ds:DigestValue>"
            + "</xades:CertDigest>"
            + "<xades:IssuerSerial><ds:X509IssuerName>CN=Örnek İdare Başkanlığı,C=TR</ds:X509IssuerName><ds:X509SerialNumber>"
            + serialNumber + "</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert></xades:SigningCertificate>"
            + "<xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>Tedarikçi</xades:ClaimedRole></xades:ClaimedRoles>"
            + "</xades:SignerRole>"
            + "</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>"
            + "</ds:Signature>"
            + "</xades:CounterSignature></xades:UnsignedSignatureProperties></xades:UnsignedProperties>";
        string template = berat.Replace(
            "</xades:SignedProperties>", "</xades:SignedProperties>" + counterSignature, StringComparison.Ordinal);
        return documents.SignByXmlsec(template, authority, "//*[local-name()='CounterSignature']/*", "approved.xml");
    }
}
