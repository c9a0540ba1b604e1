using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Signatures;
using DefterX.Tests.Certificates;
using DefterX.TestSupport;
using Xunit;
using Messages = DefterX.Signatures.Strings;
using Revocation = DefterX.Certificates.Strings;

namespace DefterX.Tests.Signatures;

/// <summary>Signatures whose certificates were revoked, or not, as openssl tells; judged at the time of signing.</summary>
public sealed class SignatureRevocationTests : RevocationTest
{
    private static readonly DateTimeOffset s_revokedAt = new(DateTime.UtcNow.Date.AddDays(-3), TimeSpan.Zero);

    private readonly Documents _documents = new();

    [Theory]
    [InlineData("", "the key was compromised")]
    [InlineData("tr-TR", "anahtar ele geçirildi")]
    public void Verify_WhenRevokedBeforeSigning_IsUntrustedAndSaysWhoWhenWhyAndWhere(string culture, string reason)
    {
        using CultureScope scope = new(culture);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        TestAuthority signer = IssueRevoked(s_revokedAt, "keyCompromise", ocsp: true);
        Signature signature = Verify(Sign(signer, s_revokedAt));
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        Assert.StartsWith(
            Text.Format(Messages.SignerRevoked, "Deneme Şirketi", s_revokedAt.LocalDateTime, ""),
            signature.StatusMessage,
            StringComparison.Ordinal);
        Assert.Contains(reason, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("OCSP " + Site.AddressOf("/ocsp"), signature.StatusMessage, StringComparison.Ordinal);
        Assert.Equal("Deneme Şirketi", signature.Signer);
    }

    [Theory]
    [InlineData("", "good on")]
    [InlineData("tr-TR", "tarihinde geçerliydi")]
    public void Verify_WhenRevokedAfterSigning_IsValidAndSaysSo(string culture, string words)
    {
        using CultureScope scope = new(culture);
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        TestAuthority signer = IssueRevoked(s_revokedAt, "keyCompromise", ocsp: true);
        Signature signature = Verify(Sign(signer, s_revokedAt.AddSeconds(-1)));
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.StartsWith(Messages.SignatureValid, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(Text.Format("{0:g}", s_revokedAt.LocalDateTime), signature.StatusMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "whether it was revoked is not known", "cannot be reached")]
    [InlineData("tr-TR", "iptal edilip edilmediği bilinmiyor", "adresine ulaşılamıyor")]
    public async Task Verify_WhenTheServerIsDown_StaysValidAndSaysWhy(string culture, string words, string why)
    {
        using CultureScope scope = new(culture);
        string path = Sign(Issue(crl: true), s_revokedAt);
        await Site.DisposeAsync();
        Signature signature = Verify(path);
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.StartsWith(Messages.SignatureValid, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(why, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenThereIsNoAddress_StaysValidAndSaysSo()
    {
        Signature signature = Verify(Sign(Issue(), s_revokedAt));
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.Contains(Revocation.NoAddress, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenNotRevoked_SaysAsOfWhen()
    {
        Site.Answer("/crl", Responder.Crl());
        Signature signature = Verify(Sign(Issue(crl: true), s_revokedAt));
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        Assert.Contains("CRL " + Site.AddressOf("/crl"), signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenTheIssuerWasRevoked_IsUntrustedAndNamesIt()
    {
        TestAuthority issuer = Root.Authority("Ara Makam", extensions: Addresses(ocsp: true, crl: false));
        Responder.Revoke(issuer, s_revokedAt, "CACompromise");
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        string path = Sign(issuer.Leaf(extensions: Addresses(ocsp: true, crl: false)), s_revokedAt);
        using RevocationLookup lookup = new(Options);
        TrustedRoots roots = new([Root.Certificate, issuer.Certificate]);
        Signature signature = SignatureVerifier.Verify(path, new SignatureTrust(roots, lookup), CancellationToken.None);
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        Assert.Contains("Ara Makam: ", signature.StatusMessage, StringComparison.Ordinal);
        Assert.Single(Site.Requests);
    }

    [Fact]
    public void Verify_WhenTheCounterSignerWasRevoked_IsUntrustedAndNamesIt()
    {
        TestAuthority authority = Root.Authority(
            "İdare",
            KeyKind.Rsa,
            isAuthority: false,
            usage: X509KeyUsageFlags.DigitalSignature,
            extensions: Addresses(ocsp: true, crl: false));
        DateTimeOffset before = Documents.SigningTime;
        Responder.Revoke(authority, before, "cessationOfOperation");
        Site.Answer("/ocsp", request => Responder.Ocsp(request));
        string path = CounterSignedBerat.Make(_documents, Documents.Berat, Issue(ocsp: true).Signer, authority.Signer);
        Signature signature = Verify(path);
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        Assert.StartsWith(
            Text.Format(Messages.SignerRevoked, "İdare", before.AddMinutes(1).LocalDateTime, ""),
            signature.StatusMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhenNothingCanComeOfIt_AsksNobody()
    {
        string path = Sign(Issue(ocsp: true, crl: true), s_revokedAt);
        Assert.Equal(SignatureStatus.Untrusted, Verify(path, new([Root.Impostor().Certificate])).Status);
        Signature unjudged = Verify(path, TrustedRoots.None);
        Assert.Equal((SignatureStatus.Valid, Messages.SignatureValid), (unjudged.Status, unjudged.StatusMessage));
        TrustedRoots roots = new([Root.Certificate]);
        Assert.Equal(SignatureStatus.Valid, SignatureVerifier.Verify(path, roots, CancellationToken.None).Status);
        string changed = _documents.Write("changed.xml", File.ReadAllText(path).Replace("iplik", "ipek", StringComparison.Ordinal));
        Assert.Equal(SignatureStatus.Invalid, Verify(changed).Status);
        Assert.Empty(Site.Requests);
    }

    [Fact]
    public async Task Verify_WhenStoppedWhileItAsks_Ends()
    {
        Site.IsSilent = true;
        Options = Options with { TimeLimit = TimeSpan.FromMinutes(5) };
        string path = Sign(Issue(ocsp: true), s_revokedAt);
        using CancellationTokenSource stop = new();
        using RevocationLookup lookup = new(Options);
        SignatureTrust trust = new(new TrustedRoots([Root.Certificate]), lookup);
        Task<Signature> verifying = Task.Run(() => SignatureVerifier.Verify(path, trust, stop.Token));
        await Site.Asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => verifying);
    }

    private string Sign(TestAuthority signer, DateTimeOffset time)
    {
        string path = _documents.PathOf("signed.xml");
        new XadesSigner(signer.Signer, time).Sign(_documents.Write("unsigned.xml", Documents.Ledger), path, CancellationToken.None);
        return path;
    }

    private Signature Verify(string path, TrustedRoots? roots = null)
    {
        using RevocationLookup lookup = new(Options);
        SignatureTrust trust = new(roots ?? new TrustedRoots([Root.Certificate]), lookup);
        return SignatureVerifier.Verify(path, trust, CancellationToken.None);
    }
}
