using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using Xunit;
using Messages = DefterX.Certificates.Strings;

namespace DefterX.Tests.Certificates;

/// <summary>What one run asks: each question once.</summary>
public sealed class RevocationLookupTests : RevocationTest
{
    [Fact]
    public async Task Ask_AtManyTimesAtOnce_AsksOnceAndAnswersEach()
    {
        DateTimeOffset revokedAt = new(DateTime.UtcNow.Date.AddDays(-3), TimeSpan.Zero);
        TestAuthority leaf = IssueRevoked(revokedAt, "", ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request, "-no_certs")); // without nextUpdate: the cache on disk keeps nothing
        using RevocationLookup lookup = new(Options);
        RevocationAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => AskAsync(lookup, leaf, revokedAt.AddHours(i % 2 == 0 ? -1 : 1)))));
        Assert.All(answers.Where((_, i) => i % 2 == 0), answer => Assert.Equal(RevocationState.Good, answer.State));
        Assert.All(answers.Where((_, i) => i % 2 == 1), answer => Assert.Equal(RevocationState.Revoked, answer.State));
        Assert.Equal(["/ocsp"], Site.Requests);
        Assert.Empty(Kept);
    }

    [Fact]
    public async Task Ask_OfSeveralCertificatesOfOneCrl_FetchesItOnce()
    {
        TestAuthority good = Issue(crl: true);
        TestAuthority revoked = IssueRevoked(DateTimeOffset.UtcNow.AddDays(-1), "superseded", crl: true);
        Site.Answer("/crl", Responder.Crl());
        using RevocationLookup lookup = new(Options);
        Assert.Equal(RevocationState.Good, (await AskAsync(lookup, good, DateTimeOffset.UtcNow)).State);
        Assert.Equal(RevocationState.Revoked, (await AskAsync(lookup, revoked, DateTimeOffset.UtcNow)).State);
        Assert.Equal(["/crl"], Site.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Ask_WhenTheServerIsSilent_WaitsForItOnce(string culture)
    {
        using CultureScope scope = new(culture);
        Site.IsSilent = true;
        Options = Options with { TimeLimit = TimeSpan.FromMilliseconds(300) };
        using RevocationLookup lookup = new(Options);
        RevocationAnswer first = await AskAsync(lookup, Issue(crl: true), DateTimeOffset.UtcNow);
        RevocationAnswer second = await AskAsync(lookup, Issue(ocsp: true), DateTimeOffset.UtcNow);
        Assert.Equal((RevocationState.Unknown, RevocationState.Unknown), (first.State, second.State));
        string silence = Text.Format(Messages.TimeLimitPassed, "CRL " + Site.AddressOf("/crl"), 0.3);
        Assert.Contains(
            Text.Format(Messages.NotAskedAgain, "OCSP " + Site.AddressOf("/ocsp"), silence), second.Message, StringComparison.Ordinal);
        Assert.Single(Site.Requests);
    }

    private Task<RevocationAnswer> AskAsync(RevocationLookup lookup, TestAuthority leaf, DateTimeOffset at)
    {
        X509Certificate2[] roots = [Root.Certificate];
        CertificateChain chain = CertificateChain.Build(leaf.Certificate, [], new TrustedRoots(roots), at);
        return CertificateTrust.AskAsync(chain, at, lookup, CancellationToken.None);
    }
}
