using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.TestSupport;
using Xunit;
using Messages = DefterX.Certificates.Strings;

namespace DefterX.Tests.Certificates;

/// <summary>CRLs that <c>openssl ca</c> makes, and what comes of them; the authority's key is RSA.</summary>
public sealed class CrlTests() : RevocationTest(s_root)
{
    private static readonly TestAuthority s_root = TestAuthority.Root(kind: KeyKind.Rsa);
    private static readonly DateTimeOffset s_revokedAt = new(DateTime.UtcNow.Date.AddDays(-3), TimeSpan.Zero);

    [Fact]
    public async Task Judge_WhenNotListed_IsGoodAndKept()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl());
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Good, verdict.Revocation);
        Assert.Equal(verdict, await JudgeAsync(leaf));
        Assert.Equal(["/crl"], Site.Requests);
        Assert.Single(Kept);
    }

    [Theory]
    [InlineData("", "superseded")]
    [InlineData("tr-TR", "yerine yenisi verildi")]
    public async Task Judge_WhenListed_SaysWhenAndWhy(string culture, string reason)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = IssueRevoked(s_revokedAt, "superseded", crl: true);
        Site.Answer("/crl", Responder.Crl());
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal((RevocationState.Revoked, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.Contains(reason, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf, s_revokedAt.AddDays(-1))).Revocation);
    }

    [Fact]
    public async Task Judge_WhenTheResponderIsDown_UsesTheCrl()
    {
        TestAuthority leaf = IssueRevoked(s_revokedAt, "", ocsp: true, crl: true);
        Site.Fail("/ocsp", 503);
        Site.Answer("/crl", Responder.Crl());
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(["/ocsp", "/crl"], Site.Requests);
    }

    [Theory]
    [InlineData("", "it said: not revoked as of")]
    [InlineData("tr-TR", "yanıt şuydu:")]
    public async Task Judge_WhenTheCrlHasExpired_SaysWhatItSaid(string culture, string words)
    {
        using CultureScope scope = new(culture);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl(now.AddDays(-2), now.AddDays(-1)));
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        Assert.Contains(words, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Contains(Text.Format("{0:g}", now.AddDays(-2).LocalDateTime), verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Empty(Kept);
    }

    [Theory]
    [InlineData("certificateHold", RevocationState.Unknown)]
    [InlineData("keyCompromise", RevocationState.Revoked)]
    public async Task Judge_WhenTheCrlThatListsItHasExpired_DoubtsASuspensionAlone(string reason, RevocationState expected)
    {
        TestAuthority leaf = IssueRevoked(s_revokedAt, reason, crl: true);
        Site.Answer("/crl", Responder.Crl());
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf)).Revocation);
        Options = Options with { Offline = true, Clock = () => DateTimeOffset.UtcNow.AddDays(2) };
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(expected, verdict.Revocation);
        AssertSays(Messages.Revoked, verdict);
    }

    [Fact]
    public async Task Judge_WhenTheCrlIsOfTheFuture_IsUnknown()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await AssertUnknownAsync(Responder.Crl(now.AddHours(1), now.AddDays(1)), Messages.AnswerFromTheFuture);
    }

    [Fact]
    public async Task Judge_WhenTheSignerIsAnother_IsUnknown()
    {
        Responder.SignBy(Root.Impostor());
        await AssertUnknownAsync(Responder.Crl(), Messages.AnswerSignatureWrong);
    }

    [Fact]
    public async Task Judge_WhenTheIssuerMayNotSignCrls_IsUnknown()
    {
        TestAuthority issuer = Root.Authority(
            usage: X509KeyUsageFlags.KeyCertSign, extensions: Addresses(ocsp: false, crl: true));
        Responder.Add(issuer);
        byte[] ofRoot = Responder.Crl();
        using OpenSslResponder own = new(issuer);
        TestAuthority leaf = issuer.Leaf(extensions: Addresses(ocsp: false, crl: true));
        own.Add(leaf);
        byte[] ofIssuer = own.Crl();
        int asked = 0;
        Site.Answer("/crl", _ => asked++ == 0 ? ofRoot : ofIssuer);
        CertificateVerdict verdict = await JudgeAsync(leaf, issuer.Certificate);
        Assert.Equal((TrustState.Trusted, RevocationState.Unknown, 2), (verdict.Trust, verdict.Revocation, asked));
        AssertSays(Messages.AnswerSignatureWrong, verdict);
    }

    [Theory]
    [InlineData("issuingDistributionPoint=critical,@idp\n[idp]\nonlyCA=TRUE")]
    [InlineData("issuingDistributionPoint=critical,@idp\n[idp]\nonlyAA=TRUE")]
    [InlineData("issuingDistributionPoint=critical,@idp\n[idp]\nindirectCRL=TRUE")]
    [InlineData("issuingDistributionPoint=critical,@idp\n[idp]\nonlysomereasons=keyCompromise")]
    [InlineData("issuingDistributionPoint=critical,@idp\n[idp]\nfullname=URI:http://127.0.0.1/other.crl")]
    [InlineData("2.5.29.27=critical,DER:020101")]
    [InlineData("1.3.6.1.4.1.55555.1=critical,DER:0500")]
    public async Task Judge_WhenTheCrlIsOfAnotherScope_IsUnknown(string extensions) =>
        await AssertUnknownAsync(Responder.Crl(extensions: extensions), Messages.CrlScopeWrong);

    [Fact]
    public async Task Judge_WhenTheScopeIsTheCertificates_IsGood()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl(
            extensions: $"issuingDistributionPoint=critical,@idp\n[idp]\nonlyuser=TRUE\nfullname=URI:{Site.AddressOf("/crl")}"));
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
    }

    [Fact]
    public async Task Judge_WhenTheAnswerIsNoCrl_IsUnknown() => await AssertUnknownAsync([1, 2, 3], Messages.AnswerUnreadable);

    [Fact]
    public async Task Judge_WhenAnIntermediateIsRevoked_IsRevoked()
    {
        TestAuthority issuer = Root.Authority(extensions: Addresses(ocsp: false, crl: true));
        Responder.Revoke(issuer, s_revokedAt, "CACompromise");
        Site.Answer("/crl", Responder.Crl());
        TestAuthority leaf = issuer.Leaf();
        CertificateVerdict verdict = await JudgeAsync(leaf, issuer.Certificate);
        Assert.Equal((RevocationState.Revoked, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.StartsWith("Ara Makam", verdict.RevocationMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_WhenTheWholePathIsKnown_SaysSoOfEach()
    {
        TestAuthority issuer = Root.Authority(extensions: Addresses(ocsp: true, crl: false));
        Responder.Add(issuer);
        using OpenSslResponder own = new(issuer);
        TestAuthority leaf = issuer.Leaf(extensions: TestAuthority.Addresses(null, Site.AddressOf("/alt.crl")));
        own.Revoke(leaf, s_revokedAt);
        Site.Answer("/alt.crl", own.Crl());
        CertificateVerdict verdict = await JudgeAsync(leaf, s_revokedAt.AddDays(-1), issuer.Certificate);
        Assert.Equal((RevocationState.Unknown, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.Contains("Ara Makam", verdict.RevocationMessage, StringComparison.Ordinal);

        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        verdict = await JudgeAsync(leaf, s_revokedAt.AddDays(-1), issuer.Certificate);
        Assert.Equal((RevocationState.Good, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.Matches("^Deneme Şirketi: .*/alt.crl.* Ara Makam: .*/ocsp", verdict.RevocationMessage);
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf, issuer.Certificate)).Revocation);
    }

    [Fact]
    public async Task Judge_WhenTheCertificateHasExpiredSince_IsUnknown()
    {
        DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(-1);
        TestAuthority leaf = Issue(crl: true, notAfter: end);
        Site.Answer("/crl", Responder.Crl());
        CertificateVerdict verdict = await JudgeAsync(leaf, end.AddDays(-1));
        Assert.Equal((TrustState.Trusted, RevocationState.Unknown), (verdict.Trust, verdict.Revocation));
        AssertSays(Messages.CertificateExpiredBefore, verdict);
    }

    [Fact]
    public async Task Judge_WhenTheCacheWasTamperedWith_AsksAgain()
    {
        TestAuthority leaf = IssueRevoked(s_revokedAt, "", crl: true);
        byte[] crl = Responder.Crl();
        Site.Answer("/crl", crl);
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf)).Revocation);
        using OpenSslResponder forger = new(Root.Impostor());
        forger.Add(leaf);
        await File.WriteAllBytesAsync(Kept.Single(), forger.Crl());
        Options = Options with { Offline = true };
        CertificateVerdict offline = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, offline.Revocation);
        AssertSays(Messages.AnswerSignatureWrong, offline);
        Options = Options with { Offline = false };
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(crl, await File.ReadAllBytesAsync(Kept.Single()));
    }

    private async Task AssertUnknownAsync(byte[] answer, string message)
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", answer);
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(message, verdict);
        Assert.Empty(Kept);
    }
}
