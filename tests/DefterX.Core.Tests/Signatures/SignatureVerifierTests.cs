using System;
using System.IO;
using System.Threading;
using System.Xml;
using DefterX.Certificates;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using Xunit;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures;

/// <summary>The judges are GİB's samples, xmlsec1, and the check tool with the JDK.</summary>
public sealed class SignatureVerifierTests : IDisposable
{
    private const string SignatureXPath = "/*/*[local-name()='Signature']";

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [GibPackageTheory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Verify_WhenGibSample_IsAsDocumented(string culture)
    {
        using CultureScope scope = new(culture);
        string samples = Oracle.PackageFile("samples");
        foreach (string berat in new[] { "yevmiye_berat.xml", "kebir_berat.xml" })
        {
            Signature signature = Verdict.Of(Path.Combine(samples, berat));
            Assert.Equal((SignatureStatus.Valid, "rsa-sha256"), (signature.Status, signature.Algorithm));
            Assert.Equal(("e-Fatura Deneme A.Ş.", "9999999999"), (signature.Signer, signature.Identifier));
        }

        Signature changed = Verdict.Of(Path.Combine(samples, "yevmiye_signed.xml"));
        Assert.Equal(SignatureStatus.Invalid, changed.Status);
        Assert.Equal(
            Text.Format(Messages.SignatureNotValid, Text.Format(Messages.DocumentChanged, "")), changed.StatusMessage);
        Assert.Equal(SignatureStatus.Unsigned, Verdict.Of(Path.Combine(samples, "kebir_unsigned.xml")).Status);
    }

    [Fact]
    public void Verify_WhenFileIsMissing_Throws() =>
        Assert.Throws<FileNotFoundException>(() => Verdict.Of(_documents.PathOf("missing.xml")));

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("<a>\n</b>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>")]
    [InlineData("<a><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></a>")]
    [InlineData("<a><b><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></b></a>")]
    public void Verify_WhenFileIsBad_IsInvalid(string text) =>
        Assert.Equal(SignatureStatus.Invalid, Verdict.Of(_documents.Write("bad.xml", text)).Status);

    [Fact]
    public void Verify_WhenUnsigned_IsUnsigned() =>
        Assert.Equal(SignatureStatus.Unsigned, Verdict.Of(_documents.Write("berat.xml", Documents.Berat)).Status);

    [Fact]
    public void Verify_WhenCancelled_Throws()
    {
        string path = _documents.Sign(Documents.Ledger, Documents.RsaKey);
        Assert.Throws<OperationCanceledException>(() => SignatureVerifier.Verify(path, TrustedRoots.None, new CancellationToken(true)));
    }

    [Fact]
    public void Verify_WhenCertificateHadExpiredAtSigning_IsExpired()
    {
        SoftwareKey key = SoftwareKey.Rsa(notAfter: Documents.SigningTime.AddDays(-1));
        Signature signature = Verdict.Of(_documents.Sign(Documents.Ledger, key));
        Assert.Equal(SignatureStatus.Expired, signature.Status);
        Assert.Contains("Deneme", signature.StatusMessage, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "İğne", "Iğne", Messages.DocumentChanged },
        { "yevmiye.xslt", "kebir.xslt", Messages.DocumentChanged },
        { "<x:b/>", "<x:b xmlns:x=\"http://www.xbrl.org/2003/instance#\"/>", Messages.DocumentChanged },
        { "<ds:Signature ", "\n<ds:Signature ", Messages.DocumentChanged },
        { "08.090+03:00", "09.090+03:00", Messages.SignedPropertiesChanged },
        { "<xades:MimeType>", "<xades:MimeType> ", Messages.SignedPropertiesChanged },
        { "<ds:SignedInfo>\n", "<ds:SignedInfo>", Messages.SignatureValueWrong },
        { "#rsa-sha256", "#rsa-sha512", Messages.SignatureValueWrong },
        { "#rsa-sha256", "#rsa-sha1", Messages.AlgorithmNotAllowed },
        { "REC-xml-c14n-20010315\"", "REC-xml-c14n-20010315#x\"", Messages.AlgorithmNotAllowed },
        { "AQAB</ds:Exponent>", "Aw==</ds:Exponent>", Messages.KeyValueWrong },
        { "<ds:X509Certificate>MII", "<ds:X509Certificate>MIJ", Messages.ContentUnreadable },
        { "<ds:SignatureValue Id", "<ds:SignatureValue id", Messages.SignatureValueWithoutId },
        { "</ds:Signature>", "</ds:Signature><a/>", Messages.SignatureNotLast },
        { "</ds:Object>", "</ds:Object><ds:Object/>", Messages.ElementCountWrong },
        { "</ds:KeyInfo>", "<ds:Signature/></ds:KeyInfo>", Messages.SignatureMisplaced },
        { "</x:xbrl>", "<ds:Signature/></x:xbrl>", Messages.SignatureMisplaced },
        { "</ds:Signature>", "</ds:Signature><ds:Signature/>", Messages.SeveralSignatures },
        { "Target=\"#", "Target=\"", Messages.TargetWrong },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Verify_WhenChanged_NamesIt(string original, string changed, string expected)
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        Assert.Contains(original, text, StringComparison.Ordinal);
        Verdict.AssertInvalid(
            _documents.Write("changed.xml", text.Replace(original, changed, StringComparison.Ordinal)), expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_WhenValueIsChanged_NamesIt(bool ec)
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, ec ? Documents.EcKey : Documents.RsaKey));
        int position =
            text.IndexOf("\">", text.IndexOf("<ds:SignatureValue", StringComparison.Ordinal), StringComparison.Ordinal) + 2;
        string changed = text[..position] + (text[position] == 'A' ? 'B' : 'A') + text[(position + 1)..];
        Verdict.AssertInvalid(_documents.Write("changed.xml", changed), Messages.SignatureValueWrong);
    }

    [Fact]
    public void Verify_WhenCertificateIsExchanged_NamesIt()
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.EcKey));
        int start = text.IndexOf("<ds:X509Certificate>", StringComparison.Ordinal) + "<ds:X509Certificate>".Length;
        int end = text.IndexOf("</ds:X509Certificate>", StringComparison.Ordinal);
        string other = Convert.ToBase64String(SoftwareKey.Ec().Certificate.RawData);
        Verdict.AssertInvalid(_documents.Write("changed.xml", text[..start] + other + text[end..]), Messages.CertificateNotBound);
    }

    [Fact]
    public void Verify_WhenSignatureIsMoved_IsInvalid()
    {
        XmlDocument document = Documents.Load(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        XmlElement root = document.DocumentElement!;
        root.PrependChild(root.LastChild!);
        document.Save(_documents.PathOf("moved.xml"));
        Verdict.AssertInvalid(_documents.PathOf("moved.xml"), Messages.SignatureNotLast);
    }

    /// <summary>The digests and the value are right, made by xmlsec1: what is wrong is the form alone.</summary>
    public static TheoryData<string, string, string> ForbiddenForms => new()
    {
        { "xmlenc#sha256\"/>\n<ds:DigestValue>", "xmldsig#sha1\"/>\n<ds:DigestValue>", Messages.AlgorithmNotAllowed },
        {
            "</ds:Transforms>",
            "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms>",
            Messages.TransformsNotAllowed
        },
        {
            "</ds:SignedInfo>",
            "<ds:Reference URI=\"\"><ds:Transforms><ds:Transform "
                + "Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/></ds:Transforms>"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference>"
            + "</ds:SignedInfo>",
            Messages.ReferencesWrong
        },
        { "Type=\"http://uri.etsi.org/01903#SignedProperties\" ", "", Messages.ReferencesWrong },
        { "ObjectReference=\"#Reference", "ObjectReference=\"#Other", Messages.DataObjectFormatWrong },
        { "<x:b/>", "<x:b Id=\"i\"/><x:b Id=\"i\"/>", Messages.IdRepeated },
        { "2026-10-06T00:07:08.090+03:00", "2026-10-06", Messages.SigningTimeWrong },
        { "</ds:X509SerialNumber>", "0</ds:X509SerialNumber>", Messages.SerialNumberWrong },
    };

    [Theory]
    [MemberData(nameof(ForbiddenForms))]
    public void Verify_WhenSignedButOfAForbiddenForm_NamesIt(string original, string changed, string expected)
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        Assert.Contains(original, text, StringComparison.Ordinal);
        changed = text.Replace(original, changed, StringComparison.Ordinal).Replace(
            "xmldsig#sha1", "2000/09/xmldsig#sha1", StringComparison.Ordinal)
            .Replace("/2001/04/2000/09", "/2000/09", StringComparison.Ordinal);
        string path = _documents.SignByXmlsec(changed, Documents.RsaKey, SignatureXPath, "forbidden.xml");
        Verdict.AssertInvalid(path, expected);
        Assert.DoesNotContain(
            Text.Format(Messages.SignatureValueWrong, "rsa-sha256"), Verdict.Of(path).StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenSignedPropertiesAreWrapped_IsInvalid()
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        int start = text.IndexOf("<xades:SignedProperties", StringComparison.Ordinal);
        int end = text.IndexOf("</xades:SignedProperties>", StringComparison.Ordinal) + "</xades:SignedProperties>".Length;
        string properties = text[start..end];
        string forged = properties.Replace("Signed-Properties-Id-", "Other-", StringComparison.Ordinal)
            .Replace("2026-10-06T", "2020-10-06T", StringComparison.Ordinal);
        string wrapped = text[..start] + forged + text[end..].Replace(
            "</ds:Object>", "</ds:Object><w>" + properties + "</w>", StringComparison.Ordinal);
        Verdict.AssertInvalid(_documents.Write("wrapped.xml", wrapped), Messages.ReferencesWrong);
    }

    [Theory]
    [InlineData("xmldsig-more#sha384")]
    [InlineData("xmlenc#sha512")]
    public void Verify_WhenOtherDigests_IsValid(string digest)
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        int start = text.IndexOf("<ds:Transforms>", StringComparison.Ordinal);
        int end = text.IndexOf("</ds:SignedInfo>", StringComparison.Ordinal);
        text = text[..start] + text[start..end].Replace("xmlenc#sha256", digest, StringComparison.Ordinal) + text[end..];
        string path = _documents.SignByXmlsec(text, Documents.RsaKey, SignatureXPath, "other.xml");
        Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#\"/>")]
    [InlineData(
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"><c:InclusiveNamespaces "
        + "xmlns:c=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"edefter xsi\"/></ds:CanonicalizationMethod>")]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"/>")]
    public void Verify_WhenOtherCanonicalization_IsValid(string method)
    {
        string text = File.ReadAllText(_documents.Sign(Documents.Report, Documents.RsaKey));
        string changed = text.Replace(
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>", method + "<!-- c -->", StringComparison.Ordinal);
        string path = _documents.SignByXmlsec(changed, Documents.RsaKey, SignatureXPath, "other.xml");
        Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status);
    }

    /// <summary>A byte changed anywhere: what we call valid, xmlsec1 calls valid.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_WhenAByteIsFlipped_IsNeverMoreLenientThanXmlsec(bool ec)
    {
        SoftwareKey key = ec ? Documents.EcKey : Documents.RsaKey;
        byte[] original = File.ReadAllBytes(_documents.Sign(Documents.Berat, key));
        Random random = new(ec ? 2 : 1);
        int invalid = 0;
        int changes = Soak.Size(300);
        for (int i = 0; i < changes; i++)
        {
            byte[] changed = (byte[])original.Clone();
            int position = random.Next(changed.Length);
            changed[position] ^= (byte)(1 << random.Next(8));
            string path = _documents.PathOf("flipped.xml");
            File.WriteAllBytes(path, changed);
            Signature signature = Verdict.Of(path);
            if (signature.Status != SignatureStatus.Valid) invalid++;
            else Assert.True(_documents.VerifyByXmlsec(path, key.Certificate).ExitCode == 0, $"byte {position}");
        }
        Assert.True(invalid > changes * 5 / 6);
    }
}
