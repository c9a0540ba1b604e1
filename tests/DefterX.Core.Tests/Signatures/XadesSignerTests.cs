using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text.RegularExpressions;
using System.Threading;
using System.Xml;
using DefterX.Certificates;
using DefterX.Files;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using DefterX.Xml;
using Xunit;
using Signature = DefterX.Signatures.Signature;

namespace DefterX.Tests.Signatures;

/// <summary>The judges are xmlsec1, .NET's SignedXml, and the check tool with the JDK.</summary>
public sealed class XadesSignerTests : IDisposable
{
    private static readonly string[] s_texts =
        [Documents.Ledger, Documents.LedgerWithoutDeclarations, Documents.Berat, Documents.Report];

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "tr-TR")]
    [InlineData(true, "")]
    [InlineData(true, "tr-TR")]
    public void Sign_WhenAnyDocument_Verifies(bool ec, string culture)
    {
        SoftwareKey key = ec ? Documents.EcKey : Documents.RsaKey;
        foreach (string path in SignAll(ec, culture))
        {
            using CultureScope scope = new(culture);
            Signature signature = SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None);
            Assert.Equal((SignatureStatus.Valid, path), (signature.Status, signature.Path));
            Assert.Equal(ec ? "ecdsa-sha384" : "rsa-sha256", signature.Algorithm);
            Assert.Equal(("#Deneme İğne & İplik A.Ş. ", "9999999999"), (signature.Signer, signature.Identifier));
            Assert.Equal(new DateTimeOffset(2026, 10, 6, 0, 7, 8, 90, TimeSpan.FromHours(3)), signature.SigningTime);
            Assert.Equal(key.Certificate.Thumbprint, signature.Certificate!.Thumbprint);

            ExternalTool xmlsec = _documents.VerifyByXmlsec(path, key.Certificate);
            Assert.True(xmlsec.ExitCode == 0, xmlsec.Errors);
        }
    }

    [GibPackageFact]
    public void Sign_WhenAnyDocument_VerifiesByTheJdk() => Oracle.AssertAccepts(
        "signature",
        [.. SignAll(false, ""), .. SignAll(false, "tr-TR"), .. SignAll(true, ""), .. SignAll(true, "tr-TR"), SignUnusualNames()]);

    /// <summary>SignedXml loses carriage returns written as character references, so there are none.</summary>
    [Fact]
    public void Sign_WhenRsa_VerifiesBySignedXml()
    {
        foreach (string text in s_texts)
        {
            XmlDocument document = Documents.Load(
                _documents.Sign(text.Replace("&#13;", "", StringComparison.Ordinal), Documents.RsaKey));
            SignedXml signedXml = new(document);
            signedXml.LoadXml(document.DocumentElement!.ChildNodes.OfType<XmlElement>().Last());
            Assert.True(signedXml.CheckSignature(Documents.RsaKey.Certificate, verifySignatureOnly: true), text);
        }
    }

    [Fact]
    public void Sign_WhenNamesAreUnusual_NamesTheSigner() =>
        Assert.Equal("Kısa", SignatureVerifier.Verify(SignUnusualNames(), TrustedRoots.None, CancellationToken.None).Signer);

    private string SignUnusualNames()
    {
        X500DistinguishedNameBuilder builder = new();
        builder.AddDomainComponent("ornek");
        builder.AddEmailAddress("a@ornek.invalid");
        builder.Add("2.5.4.12", "Müdür", UniversalTagNumber.BMPString);
        builder.Add("2.5.4.11", "  Birim\\=1  ", UniversalTagNumber.UTF8String);
        builder.Add("2.5.4.3", "Kısa", UniversalTagNumber.BMPString);
        builder.Add("1.2.840.113549.1.9.1", "b@ornek.invalid", UniversalTagNumber.IA5String);
        return _documents.Sign(Documents.Ledger, SoftwareKey.Rsa(builder.Build()), "names.xml");
    }

    [Theory]
    [InlineData("</a:defter\r\n>\r\n<?p <a ?>")]
    [InlineData("<!-- </a:defter> --></a:defter><!-- </a:defter> -->\n")]
    [InlineData("<?p </a:defter>?></a:defter >")]
    [InlineData("</a:defter><?x </a:defter><?y ?>")]
    [InlineData("<![CDATA[</a:defter>]]></a:defter><?p?>")]
    [InlineData("<b><a:defter></a:defter></b></a:defter>")]
    public void Sign_WhenTheEndIsUnusual_IsValid(string end)
    {
        string[] tails = ["", "<!--" + new string('x', 300_000) + "-->"];
        foreach (string tail in tails)
        {
            string text = $"<a:defter xmlns:a='http://www.edefter.gov.tr'><b>ş</b>{end}{tail}";
            string path = _documents.Sign(text, Documents.EcKey);
            Assert.Equal(SignatureStatus.Valid, SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None).Status);
            Assert.Equal(0, _documents.VerifyByXmlsec(path, Documents.EcKey.Certificate).ExitCode);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SignWritten_WhenTheDigestIsKnown_IsWhatSignMakes(bool ec)
    {
        SoftwareKey key = ec ? Documents.EcKey : Documents.RsaKey;
        foreach (string text in s_texts)
        {
            string path = _documents.Write("written.xml", text);
            using (FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite))
            {
                using HashStream digest = new(HashAlgorithmName.SHA256);
                new Canonicalizer(CanonicalizationMethod.Inclusive).WriteDocument(file, digest, CancellationToken.None);
                new XadesSigner(key, Documents.SigningTime).SignWritten(file, digest.GetHashAndReset(), CancellationToken.None);
            }

            Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status);
            Assert.Equal(0, _documents.VerifyByXmlsec(path, key.Certificate).ExitCode);
            Assert.Equal(WithoutSignature(_documents.Sign(text, key)), WithoutSignature(path));
        }

        static string WithoutSignature(string path) => Regex.Replace(
            File.ReadAllText(path), "<ds:Signature[ >].*</ds:Signature>", "", RegexOptions.Singleline);
    }

    [Fact]
    public void SignWritten_WhenTheDeviceFails_ChangesNothing()
    {
        string path = _documents.Write("written.xml", Documents.Ledger);
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        CancellationToken cancelled = new(true);
        Assert.Throws<OperationCanceledException>(
            () => new XadesSigner(Documents.RsaKey, Documents.SigningTime).SignWritten(file, new byte[32], cancelled));
        file.Position = 0;
        Assert.Equal(Documents.Ledger, new StreamReader(file).ReadToEnd());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sign_WhenSigned_KeepsEveryByteOfTheSource(bool ec)
    {
        string signed = File.ReadAllText(_documents.Sign(Documents.Report, ec ? Documents.EcKey : Documents.RsaKey));
        int start = signed.IndexOf("<ds:Signature ", StringComparison.Ordinal);
        int end = signed.IndexOf("</ds:Signature>", StringComparison.Ordinal) + "</ds:Signature>".Length;
        Assert.Equal(Documents.Report, signed.Remove(start, end - start));
        Assert.StartsWith("</edefter:defterraporu>", signed[end..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "tr-TR")]
    public void Sign_WhenSigned_HasTheFormOfAcceptedLedgers(bool ec, string culture)
    {
        using CultureScope scope = new(culture);
        string signed = File.ReadAllText(_documents.Sign(Documents.Ledger, ec ? Documents.EcKey : Documents.RsaKey));
        string form = Regex.Replace(
            signed[signed.IndexOf("<ds:Signature ", StringComparison.Ordinal)..],
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "U");
        form = Regex.Replace(
            form,
            "(?<=<ds:(DigestValue|SignatureValue Id=\"Signature-Value-Id-U\"|X509Certificate|Modulus)>)"
            + "([A-Za-z0-9+/]{76}\n)*[A-Za-z0-9+/]{1,76}={0,2}(?=</)",
            "B");
        string keyValue = ec
            ? ""
            : "<ds:KeyValue>\n<ds:RSAKeyValue>\n<ds:Modulus>B</ds:Modulus>\n<ds:Exponent>AQAB</ds:Exponent>\n"
                + "</ds:RSAKeyValue>\n</ds:KeyValue>\n";
        string serialNumber = BigInteger.Parse(
            "0" + (ec ? Documents.EcKey : Documents.RsaKey).Certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            "<ds:Signature Id=\"Signature-Id-U\">\n<ds:SignedInfo>\n"
            + "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>\n"
            + $"<ds:SignatureMethod "
            + $"Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#{(ec ? "ecdsa-sha384" : "rsa-sha256")}\"/>\n"
            + "<ds:Reference Id=\"Reference-Id-U\" Type=\"http://uri.etsi.org/01903#SignedProperties\" "
            + "URI=\"#Signed-Properties-Id-U\">\n"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>B</ds:DigestValue>\n"
            + "</ds:Reference>\n"
            + "<ds:Reference Id=\"Reference-Id-U\" URI=\"\">\n<ds:Transforms>\n"
            + "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\n</ds:Transforms>\n"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>B</ds:DigestValue>\n"
            + "</ds:Reference>\n"
            + "</ds:SignedInfo>\n<ds:SignatureValue Id=\"Signature-Value-Id-U\">B</ds:SignatureValue>\n"
            + "<ds:KeyInfo>\n<ds:X509Data>\n<ds:X509Certificate>B</ds:X509Certificate>\n"
            + "<ds:X509SubjectName>CN=\\#Deneme İğne &amp; İplik A.Ş.\\ , SERIALNUMBER=9999999999</ds:X509SubjectName>"
            + "</ds:X509Data>\n"
            + keyValue
            + "</ds:KeyInfo>\n<ds:Object Id=\"Object-Id-U\"><xades:QualifyingProperties Target=\"#Signature-Id-U\">\n"
            + "<xades:SignedProperties Id=\"Signed-Properties-Id-U\">\n<xades:SignedSignatureProperties>\n"
            + "<xades:SigningTime>2026-10-06T00:07:08.090+03:00</xades:SigningTime>\n<xades:SigningCertificate>\n<xades:Cert>\n"
            + "<xades:CertDigest>\n<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n"
            + "<ds:DigestValue>B</ds:DigestValue>\n"
            + "</xades:CertDigest>\n<xades:IssuerSerial>\n<ds:X509IssuerName>CN=\\#Deneme İğne &amp; İplik A.Ş.\\ "
            + ",2.5.4.5=#130a39393939393939393939,"
            + "O=Örnek\\, Şirket \\+ \\\"Ortakları\\\" \\&lt;A\\;B\\&gt;,C=TR</ds:X509IssuerName>\n"
            + $"<ds:X509SerialNumber>{serialNumber}</ds:X509SerialNumber>\n"
            + "</xades:IssuerSerial>\n</xades:Cert>\n</xades:SigningCertificate>\n</xades:SignedSignatureProperties>\n"
            + "<xades:SignedDataObjectProperties>\n<xades:DataObjectFormat ObjectReference=\"#Reference-Id-U\">\n"
            + "<xades:MimeType>text/xml</xades:MimeType>\n"
            + "</xades:DataObjectFormat>\n</xades:SignedDataObjectProperties>\n</xades:SignedProperties>\n"
            + "</xades:QualifyingProperties>\n</ds:Object>\n"
            + "</ds:Signature></edefter:defter>",
            form);
    }

    [Fact]
    public void Sign_WhenRsa_HasTheModulusWithItsSign()
    {
        XmlDocument document = Documents.Load(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        byte[] modulus = Convert.FromBase64String(document.GetElementsByTagName("ds:Modulus")[0]!.InnerText);
        Assert.Equal((257, 0), (modulus.Length, modulus[0]));
    }

    private List<string> SignAll(bool ec, string culture)
    {
        using CultureScope scope = new(culture);
        string[] texts = [.. s_texts, "\uFEFF" + Documents.Ledger];
        SoftwareKey key = ec ? Documents.EcKey : Documents.RsaKey;
        return [.. texts.Select((text, i) => _documents.Sign(text, key, $"signed-{ec}-{culture}-{i}.xml"))];
    }
}
