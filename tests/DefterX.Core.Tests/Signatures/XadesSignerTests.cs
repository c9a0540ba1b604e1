using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Xml;
using DefterX.Devices;
using DefterX.Signatures;
using Xunit;
using Signature = DefterX.Signatures.Signature;

namespace DefterX.Tests.Signatures;

/// <summary>The judges are xmlsec1, .NET's SignedXml, and the check tool with the JDK.</summary>
public sealed class XadesSignerTests : IDisposable
{
    private static readonly SoftwareKey RsaKey = SoftwareKey.Rsa();
    private static readonly SoftwareKey EcKey = SoftwareKey.Ec();

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "tr-TR")]
    [InlineData(true, "")]
    [InlineData(true, "tr-TR")]
    public void Sign_WhenAnyDocument_VerifiesEverywhere(bool ec, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        SoftwareKey key = ec ? EcKey : RsaKey;
        string[] texts =
            [Documents.Ledger, Documents.LedgerWithoutDeclarations, Documents.Berat, Documents.Report, "\uFEFF" + Documents.Ledger];
        List<string> paths = [];
        for (int i = 0; i < texts.Length; i++)
        {
            string path = _documents.Sign(texts[i], key, $"signed{i.ToString(CultureInfo.InvariantCulture)}.xml");
            paths.Add(path);

            Signature signature = SignatureVerifier.Verify(path, CancellationToken.None);
            Assert.Equal((SignatureStatus.Valid, path), (signature.Status, signature.Path));
            Assert.Equal(ec ? "ecdsa-sha384" : "rsa-sha256", signature.Algorithm);
            Assert.Equal(("#Deneme İğne & İplik A.Ş. ", "9999999999"), (signature.Signer, signature.Identifier));
            Assert.Equal(new DateTimeOffset(2026, 10, 6, 0, 7, 8, 90, TimeSpan.FromHours(3)), signature.SigningTime);
            Assert.Equal(key.Certificate.Thumbprint, signature.Certificate!.Thumbprint);

            (int exitCode, byte[] _, string errors) = _documents.VerifyByXmlsec(path, key.Certificate);
            Assert.True(exitCode == 0, errors);
        }
        AssertCheckToolAccepts(paths);
    }

    /// <summary>SignedXml loses carriage returns written as character references, so there are none.</summary>
    [Fact]
    public void Sign_WhenRsa_VerifiesBySignedXml()
    {
        foreach (string text in new[] { Documents.Ledger, Documents.LedgerWithoutDeclarations, Documents.Berat, Documents.Report })
        {
            XmlDocument document = Documents.Load(_documents.Sign(text.Replace("&#13;", "", StringComparison.Ordinal), RsaKey));
            SignedXml signedXml = new(document);
            signedXml.LoadXml(document.DocumentElement!.ChildNodes.OfType<XmlElement>().Last());
            Assert.True(signedXml.CheckSignature(RsaKey.Certificate, verifySignatureOnly: true), text);
        }
    }

    [Fact]
    public void Sign_WhenNamesAreUnusual_IssuerEqualsForJava()
    {
        X500DistinguishedNameBuilder builder = new();
        builder.AddDomainComponent("ornek");
        builder.AddEmailAddress("a@ornek.invalid");
        builder.Add("2.5.4.12", "Müdür", UniversalTagNumber.BMPString);
        builder.Add("2.5.4.11", "  Birim\\=1  ", UniversalTagNumber.UTF8String);
        builder.Add("2.5.4.3", "Kısa", UniversalTagNumber.BMPString);
        builder.Add("1.2.840.113549.1.9.1", "b@ornek.invalid", UniversalTagNumber.IA5String);
        SoftwareKey key = SoftwareKey.Rsa(builder.Build());
        string path = _documents.Sign(Documents.Ledger, key);
        Assert.Equal("Kısa", SignatureVerifier.Verify(path, CancellationToken.None).Signer);
        AssertCheckToolAccepts([path]);
    }

    [Theory]
    [InlineData("</a:defter\r\n>\r\n<?p <a ?>")]
    [InlineData("<!-- </a:defter> --></a:defter><!-- </a:defter> -->\n")]
    [InlineData("<?p </a:defter>?></a:defter >")]
    [InlineData("<![CDATA[</a:defter>]]></a:defter><?p?>")]
    [InlineData("<b><a:defter></a:defter></b></a:defter>")]
    public void Sign_WhenTheEndIsUnusual_IsValid(string end)
    {
        string[] tails = ["", "<!--" + new string('x', 300_000) + "-->"];
        foreach (string tail in tails)
        {
            string text = $"<a:defter xmlns:a='http://www.edefter.gov.tr'><b>ş</b>{end}{tail}";
            string path = _documents.Sign(text, EcKey);
            Assert.Equal(SignatureStatus.Valid, SignatureVerifier.Verify(path, CancellationToken.None).Status);
            Assert.Equal(0, _documents.VerifyByXmlsec(path, EcKey.Certificate).ExitCode);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sign_WhenSigned_KeepsEveryByteOfTheSource(bool ec)
    {
        string signed = File.ReadAllText(_documents.Sign(Documents.Report, ec ? EcKey : RsaKey));
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
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        string signed = File.ReadAllText(_documents.Sign(Documents.Ledger, ec ? EcKey : RsaKey));
        string form = Regex.Replace(signed[signed.IndexOf("<ds:Signature ", StringComparison.Ordinal)..], "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "U");
        form = Regex.Replace(form, "(?<=<ds:(DigestValue|SignatureValue Id=\"Signature-Value-Id-U\"|X509Certificate|Modulus)>)([A-Za-z0-9+/]{76}\n)*[A-Za-z0-9+/]{1,76}={0,2}(?=</)", "B");
        string keyValue = ec ? "" : "<ds:KeyValue>\n<ds:RSAKeyValue>\n<ds:Modulus>B</ds:Modulus>\n<ds:Exponent>AQAB</ds:Exponent>\n</ds:RSAKeyValue>\n</ds:KeyValue>\n";
        Assert.Equal(
            "<ds:Signature Id=\"Signature-Id-U\">\n<ds:SignedInfo>\n"
            + "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>\n"
            + $"<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#{(ec ? "ecdsa-sha384" : "rsa-sha256")}\"/>\n"
            + "<ds:Reference Id=\"Reference-Id-U\" Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#Signed-Properties-Id-U\">\n"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>B</ds:DigestValue>\n</ds:Reference>\n"
            + "<ds:Reference Id=\"Reference-Id-U\" URI=\"\">\n<ds:Transforms>\n"
            + "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\n</ds:Transforms>\n"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>B</ds:DigestValue>\n</ds:Reference>\n"
            + "</ds:SignedInfo>\n<ds:SignatureValue Id=\"Signature-Value-Id-U\">B</ds:SignatureValue>\n"
            + "<ds:KeyInfo>\n<ds:X509Data>\n<ds:X509Certificate>B</ds:X509Certificate>\n"
            + "<ds:X509SubjectName>CN=\\#Deneme İğne &amp; İplik A.Ş.\\ , SERIALNUMBER=9999999999</ds:X509SubjectName></ds:X509Data>\n"
            + keyValue
            + "</ds:KeyInfo>\n<ds:Object Id=\"Object-Id-U\"><xades:QualifyingProperties Target=\"#Signature-Id-U\">\n"
            + "<xades:SignedProperties Id=\"Signed-Properties-Id-U\">\n<xades:SignedSignatureProperties>\n"
            + "<xades:SigningTime>2026-10-06T00:07:08.090+03:00</xades:SigningTime>\n<xades:SigningCertificate>\n<xades:Cert>\n"
            + "<xades:CertDigest>\n<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>B</ds:DigestValue>\n"
            + "</xades:CertDigest>\n<xades:IssuerSerial>\n<ds:X509IssuerName>CN=\\#Deneme İğne &amp; İplik A.Ş.\\ ,2.5.4.5=#130a39393939393939393939,"
            + "O=Örnek\\, Şirket \\+ \\\"Ortakları\\\" \\&lt;A\\;B\\&gt;,C=TR</ds:X509IssuerName>\n"
            + $"<ds:X509SerialNumber>{new System.Numerics.BigInteger((ec ? EcKey : RsaKey).Certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture)}</ds:X509SerialNumber>\n"
            + "</xades:IssuerSerial>\n</xades:Cert>\n</xades:SigningCertificate>\n</xades:SignedSignatureProperties>\n"
            + "<xades:SignedDataObjectProperties>\n<xades:DataObjectFormat ObjectReference=\"#Reference-Id-U\">\n<xades:MimeType>text/xml</xades:MimeType>\n"
            + "</xades:DataObjectFormat>\n</xades:SignedDataObjectProperties>\n</xades:SignedProperties>\n</xades:QualifyingProperties>\n</ds:Object>\n"
            + "</ds:Signature></edefter:defter>",
            form);
    }

    [Fact]
    public void Sign_WhenRsa_HasTheModulusWithItsSign()
    {
        XmlDocument document = Documents.Load(_documents.Sign(Documents.Ledger, RsaKey));
        byte[] modulus = Convert.FromBase64String(document.GetElementsByTagName("ds:Modulus")[0]!.InnerText);
        Assert.Equal((257, 0), (modulus.Length, modulus[0]));
    }

    public static TheoryData<string, string> NotSignable => new()
    {
        { "<edefter:defter xmlns:edefter='http://www.edefter.gov.tr'>\n<a></b></edefter:defter>", "2" },
        { "<!DOCTYPE a><a/>", "DTD" },
        { "", "Root" },
        { "<edefter:defter xmlns:edefter='urn:other'></edefter:defter>", "edefter:defter" },
        { "<edefter:defter xmlns:edefter='http://www.edefter.gov.tr'/>", "UTF-8" },
        { "<?xml version='1.0' encoding='ISO-8859-1'?><a:defter xmlns:a='http://www.edefter.gov.tr'></a:defter>", "UTF-8" },
        { "<a:defter xmlns:a='http://www.edefter.gov.tr'></a:defter><?x </a:defter><?y ?>", "UTF-8" },
        { "<a:defter xmlns:a='http://www.edefter.gov.tr'><b Id='x'/><c Id='x'/></a:defter>", "'x'" },
        { "<a:defter xmlns:a='http://www.edefter.gov.tr'><b><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></b></a:defter>", "signed already" },
    };

    [Theory]
    [MemberData(nameof(NotSignable))]
    public void Sign_WhenNotSignable_SaysWhyAndLeavesNothing(string text, string reason)
    {
        string target = _documents.PathOf("target.xml");
        DefterXException e = Assert.Throws<DefterXException>(() => _documents.Sign(text, RsaKey, "target.xml"));
        Assert.Equal((ErrorIds.SignatureInvalid, _documents.PathOf("unsigned.xml")), (e.ErrorId, e.Target));
        Assert.Contains(_documents.PathOf("unsigned.xml"), e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Sign_WhenSignedAlready_Throws()
    {
        string signed = File.ReadAllText(_documents.Sign(Documents.Ledger, RsaKey));
        DefterXException e = Assert.Throws<DefterXException>(() => _documents.Sign(signed, RsaKey, "twice.xml"));
        Assert.Equal(ErrorIds.SignatureInvalid, e.ErrorId);
        Assert.False(File.Exists(_documents.PathOf("twice.xml")));
    }

    [Fact]
    public void Sign_WhenCancelled_LeavesNothing()
    {
        string source = _documents.Write("unsigned.xml", Documents.Ledger);
        Assert.Throws<OperationCanceledException>(() => XadesSigner.Sign(
            source, _documents.PathOf("target.xml"), RsaKey, Documents.SigningTime, new CancellationToken(true)));
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
        Assert.Equal(Documents.Ledger, File.ReadAllText(source));
    }

    [Fact]
    public void Sign_WhenTheDeviceFails_LeavesNothing()
    {
        DefterXException removed = new(ErrorIds.DeviceRemoved, "removed");
        Assert.Same(removed, Assert.Throws<DefterXException>(
            () => _documents.Sign(Documents.Ledger, new FaultyKey(RsaKey.Certificate, () => throw removed), "target.xml")));
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
    }

    [Fact]
    public void Sign_WhenTheValueIsOfAnotherKey_Throws()
    {
        DefterXException e = Assert.Throws<DefterXException>(
            () => _documents.Sign(Documents.Ledger, new FaultyKey(RsaKey.Certificate, () => new byte[256]), "target.xml"));
        Assert.Equal(ErrorIds.SignatureInvalid, e.ErrorId);
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
    }

    [Fact]
    public void Sign_WhenTargetIsTheSource_KeepsTheSource()
    {
        string path = _documents.Write("unsigned.xml", Documents.Ledger);
        Assert.Throws<IOException>(() => XadesSigner.Sign(path, path, RsaKey, Documents.SigningTime, CancellationToken.None));
        Assert.Equal(Documents.Ledger, File.ReadAllText(path));
    }

    [Fact]
    public void ReadSignatureValue_WhenSigned_IsVerbatim()
    {
        string path = _documents.Sign(Documents.Berat, RsaKey);
        string value = SignatureReader.ReadSignatureValue(path);
        Assert.Equal(76, value.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains($"\">{value}</ds:SignatureValue>\n<ds:KeyInfo>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("defter")]
    [InlineData("berat")]
    public void ReadSignatureValue_WhenUnsigned_Throws(string root)
    {
        string path = _documents.Write("unsigned.xml", root == "berat" ? Documents.Berat : Documents.Ledger);
        DefterXException e = Assert.Throws<DefterXException>(() => SignatureReader.ReadSignatureValue(path));
        Assert.Equal((ErrorIds.LedgerNotSigned, path), (e.ErrorId, e.Target));
    }

    [Fact]
    public void ReadSignatureValue_WhenMalformed_Throws()
    {
        string path = _documents.Write("broken.xml", "<a>\n</b>");
        Assert.Equal(
            ErrorIds.SignatureInvalid, Assert.Throws<DefterXException>(() => SignatureReader.ReadSignatureValue(path)).ErrorId);
    }

    private static void AssertCheckToolAccepts(IEnumerable<string> paths)
    {
        if (Tool.GibPackage() is not string package) return;
        (int exitCode, byte[] output, string _) = Tool.Run(Path.Combine(package, "..", "check", "signature"), [.. paths]);
        Assert.True(exitCode == 0, Encoding.UTF8.GetString(output));
    }

    private sealed class FaultyKey(X509Certificate2 certificate, Func<byte[]> sign) : ISigningKey
    {
        public X509Certificate2 Certificate => certificate;

        public IReadOnlyList<X509Certificate2> Chain => [certificate];

        public SigningAlgorithm Algorithm => SigningAlgorithm.RsaSha256;

        public byte[] Sign(byte[] data, CancellationToken cancellationToken) => sign();
    }
}
