using System.Xml.Linq;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>Something of the form of a XAdES signature; it signs nothing.</summary>
internal static class FakeSignature
{
    public static XElement Create()
    {
        XNamespace ds = Sample.Ds;
        XNamespace xades = Sample.Xades;
        XElement Digest(string name = "AAAA") => new(ds + "DigestValue", name);
        XElement Method(string element, string algorithm) => new(ds + element, new XAttribute("Algorithm", algorithm));
        const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
        return new XElement(
            ds + "Signature",
            new XAttribute(XNamespace.Xmlns + "ds", ds.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xades", xades.NamespaceName),
            new XAttribute("Id", "Signature"),
            new XElement(
                ds + "SignedInfo",
                Method("CanonicalizationMethod", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
                Method("SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
                new XElement(
                    ds + "Reference",
                    new XAttribute("URI", ""),
                    new XElement(ds + "Transforms", Method("Transform", "http://www.w3.org/2000/09/xmldsig#enveloped-signature")),
                    Method("DigestMethod", Sha256),
                    Digest()),
                new XElement(
                    ds + "Reference",
                    new XAttribute("URI", "#Properties"),
                    new XAttribute("Type", "http://uri.etsi.org/01903#SignedProperties"),
                    Method("DigestMethod", Sha256),
                    Digest())),
            new XElement(ds + "SignatureValue", new XAttribute("Id", "Value"), "AAAA"),
            new XElement(
                ds + "KeyInfo",
                new XElement(
                    ds + "X509Data", new XElement(ds + "X509SubjectName", "CN=Örnek"), new XElement(ds + "X509Certificate", "AAAA"))),
            new XElement(
                ds + "Object",
                new XElement(
                    xades + "QualifyingProperties",
                    new XAttribute("Target", "#Signature"),
                    new XElement(
                        xades + "SignedProperties",
                        new XAttribute("Id", "Properties"),
                        new XElement(
                            xades + "SignedSignatureProperties",
                            new XElement(xades + "SigningTime", "2026-10-12T10:00:00+03:00"),
                            new XElement(
                                xades + "SigningCertificate",
                                new XElement(
                                    xades + "Cert",
                                    new XElement(xades + "CertDigest", Method("DigestMethod", Sha256), Digest()),
                                    new XElement(
                                        xades + "IssuerSerial",
                                        new XElement(ds + "X509IssuerName", "CN=Örnek"),
                                        new XElement(ds + "X509SerialNumber", "1")))))))));
    }
}
