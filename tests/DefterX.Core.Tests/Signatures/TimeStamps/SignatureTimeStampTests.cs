using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Certificates;
using DefterX.Signatures;
using DefterX.Signatures.TimeStamps;
using DefterX.Tests.Certificates;
using DefterX.Tests.Checks;
using Xunit;
using Messages = DefterX.Signatures.Strings;
using StampMessages = DefterX.Signatures.TimeStamps.Strings;

namespace DefterX.Tests.Signatures.TimeStamps;

/// <summary>XAdES-T: signatures with a time stamp of <c>openssl ts</c>.</summary>
public sealed class SignatureTimeStampTests : RevocationTest
{
    private static readonly DateTimeOffset s_claimed = DateTimeOffset.UtcNow.AddDays(-2);

    private readonly Documents _documents = new();
    private readonly OpenSslTimeStamps _stamps;

    public SignatureTimeStampTests()
    {
        _stamps = new OpenSslTimeStamps(Root, Addresses(ocsp: true, crl: false));
        Responder.Add(_stamps.Authority);
        Site.Answer("/tsa", _stamps.Reply);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
    }

    [Theory]
    [InlineData("", "Time-stamped on")]
    [InlineData("tr-TR", "Zaman damgası:")]
    public void Sign_WithATimeStamp_IsWhatXmlsecAndOpenSslAccept(string culture, string words)
    {
        using CultureScope scope = new(culture);
        string path = Sign(Documents.RsaKey);
        Signature signature = SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None);
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("Zaman Damgası Makamı", signature.StatusMessage, StringComparison.Ordinal);
        ExternalTool xmlsec = _documents.VerifyByXmlsec(path, Documents.RsaKey.Certificate);
        Assert.True(xmlsec.ExitCode == 0, xmlsec.Text);

        // The canonical form of ds:SignatureValue in its place, written by hand (C14N 1.0, 2.3).
        string text = File.ReadAllText(path);
        Match value = Regex.Match(text, "<ds:SignatureValue (Id=\"[^\"]*\">[^<]*</ds:SignatureValue>)");
        string canonical = $"<ds:SignatureValue xmlns:ds=\"{XmlSignatureNames.Ds}\" xmlns:edefter=\"{XmlSignatureNames.EDefter}\""
            + $" xmlns:xades=\"{XmlSignatureNames.Xades}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" {value.Groups[1].Value}";
        string token = Regex.Match(text, "<xades:EncapsulatedTimeStamp>([^<]*)<").Groups[1].Value;
        ExternalTool openSsl = _stamps.Verify(Convert.FromBase64String(token), Encoding.UTF8.GetBytes(canonical));
        Assert.True(openSsl.ExitCode == 0, openSsl.Text);
    }

    [GibPackageFact]
    public void Sign_WithATimeStamp_IsWhatTheJdkAccepts()
    {
        List<string> paths = [];
        foreach (SoftwareKey key in (SoftwareKey[])[Documents.RsaKey, Documents.EcKey])
        {
            foreach (string text in (string[])[Documents.Ledger, Documents.LedgerWithoutDeclarations, Documents.Berat])
                paths.Add(Sign(key, text, $"{paths.Count}.xml"));
        }

        Assert.All(paths, path => Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status));
        Oracle.AssertAccepts("signature", paths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Verify_WhenTheStampIsOfAnotherSignature_IsInvalidAndSaysThat(string culture)
    {
        using CultureScope scope = new(culture);
        string other = File.ReadAllText(Sign(Documents.RsaKey));
        string path = Sign(Documents.RsaKey);
        Verdict.AssertInvalid(Swap(path, StampIn(other)), Text.Format(StampMessages.StampFlaw, StampMessages.ImprintWrong));
        byte[] token = Convert.FromBase64String(StampIn(File.ReadAllText(path)));
        token[^1] ^= 1;
        Verdict.AssertInvalid(Swap(path, Convert.ToBase64String(token)), StampMessages.TokenSignatureWrong);
        Verdict.AssertInvalid(Swap(path, "AAAA"), StampMessages.TokenUnreadable);
        Verdict.AssertInvalid(Swap(path, "!"), StampMessages.TokenUnreadable);
        string text = File.ReadAllText(path);
        Verdict.AssertInvalid(
            Edit(text, "(<xades:EncapsulatedTimeStamp>[^<]*</xades:EncapsulatedTimeStamp>)", "$1$1"), StampMessages.TokenCountWrong);
        const string Method = "(<xades:SignatureTimeStamp [^>]*>\\s*<ds:CanonicalizationMethod Algorithm=\")[^\"]*";
        Verdict.AssertInvalid(Edit(text, Method, "$1urn:x"), StampMessages.CanonicalizationNotAllowed);
        // Without a method C14N 1.0 is meant.
        string bare = Edit(text, "(<xades:SignatureTimeStamp [^>]*>)\\s*<ds:CanonicalizationMethod [^>]*/>", "$1");
        Assert.Equal(SignatureStatus.Valid, Verdict.Of(bare).Status);
    }

    [Fact]
    public void Verify_WhenRevokedBetweenTheClaimedTimeAndTheStamp_IsUntrusted()
    {
        TestAuthority signer = IssueRevoked(DateTimeOffset.UtcNow.AddDays(-1), "keyCompromise", ocsp: true);
        Assert.Equal(SignatureStatus.Untrusted, Judge(Sign(signer.Signer)).Status);
    }

    [Fact]
    public void Verify_WhenRevokedAfterTheStamp_IsValid()
    {
        TestAuthority signer = Issue(ocsp: true);
        string path = Sign(signer.Signer);
        Responder.Revoke(signer, DateTimeOffset.UtcNow.AddMinutes(1), "keyCompromise");
        Signature signature = Judge(path);
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.StartsWith(Messages.SignatureValid, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(DefterX.Certificates.Strings.ReasonKeyCompromise, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenTheCertificateHadExpiredAtTheStamp_IsExpired()
    {
        TestAuthority signer = Root.Leaf(notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Equal(SignatureStatus.Expired, Judge(Sign(signer.Signer)).Status);
    }

    [Fact]
    public void Verify_WhenTheClaimedTimeIsBeforeTheCertificate_TheStampCounts()
    {
        string path = _documents.PathOf("early.xml");
        DateTimeOffset early = TestAuthority.NotBefore.AddDays(-1);
        TestAuthority signer = Issue();
        Sign(signer.Signer, Documents.Ledger, "early.xml", early);
        Assert.Equal(SignatureStatus.Valid, Judge(path).Status);
    }

    [Fact]
    public void Verify_WhenTheAuthorityIsNotTrusted_IsUntrustedAndNamesIt()
    {
        string path = Sign(Documents.RsaKey);
        Signature signature = Judge(path, new([Documents.RsaKey.Certificate]));
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        string expected = Text.Format(Messages.TimeStampNotTrusted, "Zaman Damgası Makamı", "");
        Assert.StartsWith(expected, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Equal(SignatureStatus.Valid, Judge(path, new([Documents.RsaKey.Certificate, Root.Certificate])).Status);
    }

    [Fact]
    public void Verify_WhenTheAuthorityWasRevoked_IsUntrustedAndNamesIt()
    {
        string path = Sign(Issue().Signer);
        Responder.Revoke(_stamps.Authority, DateTimeOffset.UtcNow.AddDays(-1), "keyCompromise");
        Signature signature = Judge(path);
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        string start = Messages.TimeStampRevoked.Split('(')[0].Replace("{0}", "Zaman Damgası Makamı", StringComparison.Ordinal);
        Assert.StartsWith(start, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_WhenTheAuthorityFails_LeavesNothing()
    {
        Site.Fail("/tsa", 500);
        string path = _documents.PathOf("none.xml");
        DefterXException e = Assert.Throws<DefterXException>(() => Sign(Documents.RsaKey, Documents.Ledger, "none.xml"));
        Assert.Equal(ErrorIds.TimeStampFailed, e.ErrorId);
        Assert.False(File.Exists(path));
    }

    private string Sign(SoftwareKey key, string? text = null, string name = "signed.xml", DateTimeOffset? claimed = null)
    {
        string path = _documents.PathOf(name);
        TimeStampAuthority authority = new(new TimeStampOptions { Address = Site.AddressOf("/tsa") }, TrustedRoots.None);
        string source = _documents.Write("unsigned.xml", text ?? Documents.Ledger);
        new XadesSigner(key, claimed ?? s_claimed, authority).Sign(source, path, CancellationToken.None);
        return path;
    }

    private Signature Judge(string path, TrustedRoots? roots = null)
    {
        using RevocationLookup lookup = new(Options);
        SignatureTrust trust = new(roots ?? new TrustedRoots([Root.Certificate]), lookup);
        return SignatureVerifier.Verify(path, trust, CancellationToken.None);
    }

    private static string StampIn(string text) => Regex.Match(text, "<xades:EncapsulatedTimeStamp>([^<]*)<").Groups[1].Value;

    private string Swap(string path, string token) =>
        Edit(File.ReadAllText(path), "(<xades:EncapsulatedTimeStamp>)[^<]*", "$1" + token);

    private string Edit(string text, string pattern, string replacement) =>
        _documents.Write("edited.xml", Regex.Replace(text, pattern, replacement));
}
