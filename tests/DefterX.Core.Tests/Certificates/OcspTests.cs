using System;
using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DefterX.Certificates;
using Xunit;
using Messages = DefterX.Certificates.Strings;

namespace DefterX.Tests.Certificates;

/// <summary>What <c>openssl ocsp</c> answers, and what comes of it.</summary>
public sealed class OcspTests : RevocationTest
{
    private static readonly DateTimeOffset s_revokedAt = new(DateTime.UtcNow.Date.AddDays(-3), TimeSpan.Zero);

    [Theory]
    [InlineData("", "not revoked as of")]
    [InlineData("tr-TR", "itibarıyla iptal edilmemiş")]
    public async Task Judge_WhenTheResponderKnowsIt_IsGoodAndKept(string culture, string words)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = Issue(ocsp: true, crl: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal((TrustState.Trusted, RevocationState.Good), (verdict.Trust, verdict.Revocation));
        Assert.Contains(words, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Contains("OCSP " + Site.AddressOf("/ocsp"), verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Contains("Deneme Şirketi", verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/ocsp-request", Site.LastHeaders, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(verdict, await JudgeAsync(leaf));
        Options = Options with { Offline = true };
        Assert.Equal(verdict, await JudgeAsync(leaf));
        Assert.Equal(["/ocsp"], Site.Requests);
    }

    [Theory]
    [InlineData("", "the key was compromised")]
    [InlineData("tr-TR", "anahtar ele geçirildi")]
    public async Task Judge_WhenRevoked_SaysWhenAndWhy(string culture, string reason)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = IssueRevoked(s_revokedAt, "keyCompromise", ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal((RevocationState.Revoked, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.Contains(reason, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Contains(Text.Format("{0:g}", s_revokedAt.LocalDateTime), verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Equal(TrustState.Trusted, verdict.Trust);
    }

    [Fact]
    public async Task Judge_WhenRevokedAfterTheTime_IsGoodThen()
    {
        TestAuthority leaf = IssueRevoked(s_revokedAt, "", ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        CertificateVerdict verdict = await JudgeAsync(leaf, s_revokedAt.AddSeconds(-1));
        Assert.Equal((RevocationState.Good, s_revokedAt), (verdict.Revocation, verdict.RevokedAt));
        Assert.Equal(RevocationState.Revoked, (await JudgeAsync(leaf, s_revokedAt)).Revocation);
    }

    [Theory]
    [InlineData(true, true, RevocationState.Good)]
    [InlineData(true, false, RevocationState.Unknown)]
    [InlineData(false, true, RevocationState.Unknown)]
    public async Task Judge_WhenADelegateSigns_WantsItsPurposeAndIssuer(
        bool hasPurpose, bool isOurs, RevocationState expected)
    {
        Oid purpose = new(hasPurpose ? "1.3.6.1.5.5.7.3.9" : "1.3.6.1.5.5.7.3.1");
        X509EnhancedKeyUsageExtension usage = new([purpose], critical: false);
        TestAuthority issuer = isOurs ? Root : Root.Impostor();
        Responder.SignBy(issuer.Leaf("Yanıtlayıcı", extensions: usage));
        await AssertAsync(expected, expected == RevocationState.Good ? null : Messages.AnswerSignatureWrong);
    }

    [Fact]
    public async Task Judge_WhenTheDelegateHasExpired_IsUnknown()
    {
        X509EnhancedKeyUsageExtension usage = new([new Oid("1.3.6.1.5.5.7.3.9")], critical: false);
        Responder.SignBy(Root.Leaf("Yanıtlayıcı", DateTimeOffset.UtcNow.AddMinutes(-1), usage));
        await AssertAsync(RevocationState.Unknown, Messages.AnswerSignatureWrong);
    }

    [Fact]
    public async Task Judge_WhenTheSignatureIsBroken_IsUnknown() =>
        await AssertAsync(RevocationState.Unknown, Messages.AnswerSignatureWrong, "-ndays", "1", "-badsig");

    [Fact]
    public async Task Judge_WhenTheSignerIsAnother_IsUnknown()
    {
        Responder.SignBy(Root.Impostor());
        await AssertAsync(RevocationState.Unknown, Messages.AnswerSignatureWrong);
    }

    [Fact]
    public async Task Judge_WhenTheResponderDoesNotKnowIt_AsksForTheCrl()
    {
        TestAuthority known = Issue();
        TestAuthority leaf = Root.Leaf(extensions: Addresses(ocsp: true, crl: true));
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.ResponderDoesNotKnow, verdict);
        AssertSays(Messages.HttpStatusWrong, verdict);

        Site.Answer("/crl", Responder.Crl());
        verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Good, verdict.Revocation);
        Assert.Contains("CRL " + Site.AddressOf("/crl"), verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.NotEqual(known.SerialNumber, leaf.SerialNumber);
    }

    [Fact]
    public async Task Judge_WhenTheAnswerHasExpired_SaysWhatItSaid()
    {
        TestAuthority leaf = Issue(ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        Options = Options with { Offline = true, Clock = () => DateTimeOffset.UtcNow.AddDays(2) };
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.AnswerExpired, verdict);
        AssertSays(Messages.NotRevoked, verdict);
    }

    [Fact]
    public async Task Judge_WhenThereIsNoNextUpdate_AsksEachTime()
    {
        TestAuthority leaf = Issue(ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request, "-no_certs"));
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(2, Site.Requests.Count);
        Assert.Empty(Kept);
    }

    [Fact]
    public async Task Judge_WhenAnAnswerIsPlayedAgain_IsUnknown()
    {
        TestAuthority leaf = Issue(ocsp: true);
        byte[]? first = null;
        Site.Answer("/ocsp", request => first ??= Responder.Ocsp(request, "-no_certs"));
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        AssertSays(Messages.NonceWrong, await JudgeAsync(leaf));
    }

    [Fact]
    public async Task Judge_WhenTheAnswerIsOfAnotherCertificate_IsUnknown()
    {
        TestAuthority other = Issue(ocsp: true);
        TestAuthority leaf = IssueRevoked(s_revokedAt, "", ocsp: true);
        byte[]? answer = null;
        // Without a nonce the answer to one request would do for another.
        Site.Answer("/ocsp", request => answer ??= Responder.Ocsp(WithoutNonce(request)));
        Assert.Equal(RevocationState.Good, (await JudgeAsync(other)).Revocation);
        AssertSays(Messages.AnswerOfAnother, await JudgeAsync(leaf));
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0x03, 0x0A, 0x01, 0x03 }, "tryLater")]
    [InlineData(new byte[] { 0x30, 0x03, 0x0A, 0x01, 0x06 }, "unauthorized")]
    [InlineData(new byte[] { 0x30, 0x03, 0x0A, 0x01, 0x00 }, "/ocsp")]
    [InlineData(new byte[] { 1, 2, 3 }, "/ocsp")]
    [InlineData(new byte[0], "/ocsp")]
    public async Task Judge_WhenTheAnswerSaysNothing_IsUnknown(byte[] answer, string words)
    {
        Site.Answer("/ocsp", answer);
        CertificateVerdict verdict = await JudgeAsync(Issue(ocsp: true));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        Assert.Contains(words, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.Empty(Kept);
    }

    [Fact]
    public async Task Judge_WithOpenSslsOwnServer_IsGood()
    {
        ProcessStartInfo start = new("openssl",
        [
            "ocsp", "-port", "0", "-index", Responder.IndexFile, "-CA", Responder.AuthorityFile,
            "-rsigner", Responder.SignerFile, "-rkey", Responder.SignerKeyFile, "-ndays", "1", "-nrequest", "1",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        TestAuthority leaf = Issue(ocsp: true);
        using Process server = Process.Start(start)!;
        try
        {
            string? line = await server.StandardOutput.ReadLineAsync();
            string port = Regex.Match(line ?? "", ":([0-9]+)").Groups[1].Value;
            Site.Redirect("/ocsp", $"http://127.0.0.1:{port}/");
            Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        }
        finally
        {
            server.Kill();
        }
    }

    private async Task AssertAsync(RevocationState expected, string? message, params string[] arguments)
    {
        TestAuthority leaf = Issue(ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request, arguments));
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(expected, verdict.Revocation);
        if (message is null) return;
        AssertSays(message, verdict);
        Assert.Empty(Kept);
    }

    // OCSPRequest ::= SEQUENCE { TBSRequest ::= SEQUENCE { requestList, [2] requestExtensions } } (RFC 6960, 4.1.1).
    private static byte[] WithoutNonce(byte[] request)
    {
        ReadOnlyMemory<byte> list = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadEncodedValue();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence()) writer.WriteEncodedValue(list.Span);
        return writer.Encode();
    }
}
