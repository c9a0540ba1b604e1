using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using Xunit;
using Messages = DefterX.Certificates.Strings;

namespace DefterX.Tests.Certificates;

/// <summary>Networks and disks that fail.</summary>
public sealed class RevocationNetworkTests : RevocationTest
{
    [Theory]
    [InlineData("", "cannot be reached")]
    [InlineData("tr-TR", "adresine ulaşılamıyor")]
    public async Task Judge_WhenTheServerIsDown_SaysSoWithWhatWasKept(string culture, string words)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl());
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        await Site.DisposeAsync();
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);

        Options = Options with { Clock = () => DateTimeOffset.UtcNow.AddDays(2) };
        CertificateVerdict verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        Assert.Contains(words, verdict.RevocationMessage, StringComparison.Ordinal);
        AssertSays(Messages.Kept, verdict);
        AssertSays(Messages.AnswerExpired, verdict);
        AssertSays(Messages.NotRevoked, verdict);

        File.Delete(Kept.Single());
        verdict = await JudgeAsync(leaf);
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        Assert.Contains(words, verdict.RevocationMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Messages.Kept.Split('{')[0], verdict.RevocationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Judge_WhenOffline_AsksNobody(string culture)
    {
        using CultureScope scope = new(culture);
        Options = Options with { Offline = true };
        CertificateVerdict verdict = await JudgeAsync(Issue(ocsp: true, crl: true));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.Offline, verdict);
        Assert.Empty(Site.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Judge_WhenTheServerIsSilent_GivesUpInTime(string culture)
    {
        using CultureScope scope = new(culture);
        Site.IsSilent = true;
        Options = Options with { TimeLimit = TimeSpan.FromMilliseconds(300) };
        CertificateVerdict verdict = await JudgeAsync(Issue(crl: true));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        string expected = Text.Format(Messages.TimeLimitPassed, "CRL " + Site.AddressOf("/crl"), 0.3);
        Assert.Contains(expected, verdict.RevocationMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_WhenCancelled_Ends()
    {
        Site.IsSilent = true;
        using CancellationTokenSource stop = new();
        Options = Options with { TimeLimit = TimeSpan.FromMinutes(5) };
        Task<CertificateVerdict> judging = CertificateTrust.JudgeAsync(
            Issue(ocsp: true, crl: true).Certificate, [], new TrustedRoots([Root.Certificate]),
            DateTimeOffset.UtcNow, Options, stop.Token);
        await Site.Asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
        Assert.Single(Site.Requests);
    }

    [Fact]
    public async Task Judge_WhenTheAnswerIsTooLarge_IsUnknown()
    {
        Site.Flood("/crl");
        Options = Options with { MaxAnswerSize = 100_000 };
        CertificateVerdict verdict = await JudgeAsync(Issue(crl: true));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.AnswerTooLarge, verdict);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/crl")]
    [InlineData("file:///etc/hostname")]
    [InlineData("/crl")]
    public async Task Judge_WhenRedirectedElsewhereOrWithoutEnd_IsUnknown(string location)
    {
        Site.Redirect("/crl", location);
        CertificateVerdict verdict = await JudgeAsync(Issue(crl: true));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.HttpStatusWrong, verdict);
        Assert.InRange(Site.Requests.Count, 1, 4);
    }

    [Fact]
    public async Task Judge_WhenRedirected_Follows()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Redirect("/crl", "/yeni.crl");
        Site.Answer("/yeni.crl", Responder.Crl());
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
    }

    [Fact]
    public async Task Judge_WhenTheCacheCannotBeWritten_AsksEachTime()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl());
        await File.WriteAllTextAsync(Options.CacheFolder, "a file where the folder should be");
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(RevocationState.Good, (await JudgeAsync(leaf)).Revocation);
        Assert.Equal(2, Site.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Judge_WhenThereIsNoUsableAddress_SaysSo(string culture)
    {
        using CultureScope scope = new(culture);
        X509Extension[] others = TestAuthority.Addresses(new Uri("ldap://127.0.0.1/o"), new Uri("file:///x.crl"));
        CertificateVerdict verdict = await JudgeAsync(Root.Leaf(extensions: others));
        Assert.Equal(RevocationState.Unknown, verdict.Revocation);
        AssertSays(Messages.NoAddress, verdict);
    }

    [Fact]
    public async Task Judge_WhenUntrusted_AsksNobody()
    {
        CertificateVerdict verdict = await CertificateTrust.JudgeAsync(
            Issue(ocsp: true, crl: true).Certificate, [], new TrustedRoots([Root.Impostor().Certificate]),
            DateTimeOffset.UtcNow, Options, CancellationToken.None);
        Assert.Equal((TrustState.Untrusted, RevocationState.Unknown), (verdict.Trust, verdict.Revocation));
        Assert.Equal(Messages.RevocationNotAsked, verdict.RevocationMessage);
        Assert.Empty(Site.Requests);
    }

    [Fact]
    public async Task Judge_WithoutRoots_AsksAsFarAsIssuersAreKnown()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl());
        CertificateVerdict alone = await JudgeWithoutRootsAsync(leaf);
        Assert.Equal((TrustState.NoRoots, RevocationState.Unknown), (alone.Trust, alone.Revocation));
        Assert.Equal(Messages.RevocationWithoutIssuer, alone.RevocationMessage);
        CertificateVerdict verdict = await JudgeWithoutRootsAsync(leaf, Root.Certificate);
        Assert.Equal((TrustState.NoRoots, RevocationState.Good), (verdict.Trust, verdict.Revocation));
    }

    [Fact]
    public async Task Judge_OfARoot_IsGood() => Assert.Equal(Messages.RootItself, (await JudgeAsync(Root)).RevocationMessage);

    private Task<CertificateVerdict> JudgeWithoutRootsAsync(TestAuthority leaf, params X509Certificate2[] candidates) =>
        CertificateTrust.JudgeAsync(
            leaf.Certificate, candidates, TrustedRoots.None, DateTimeOffset.UtcNow, Options, CancellationToken.None);
}
