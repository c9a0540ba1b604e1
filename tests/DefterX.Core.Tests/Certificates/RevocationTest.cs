using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using Xunit;

namespace DefterX.Tests.Certificates;

/// <summary>A root, a web site that tells of revocation, and an empty cache.</summary>
public abstract class RevocationTest : IAsyncDisposable
{
    private readonly TemporaryFolder _cache = new();

    private protected RevocationTest(TestAuthority? root = null)
    {
        Root = root ?? TestAuthority.Root();
        Responder = new OpenSslResponder(Root);
        Options = new RevocationOptions { CacheFolder = Path.Combine(_cache.FolderPath, "iptal") };
    }

    private protected TestAuthority Root { get; }

    private protected OpenSslResponder Responder { get; }

    private protected RevocationSite Site { get; } = new();

    private protected RevocationOptions Options { get; set; }

    private protected string[] Kept => Directory.Exists(Options.CacheFolder) ? Directory.GetFiles(Options.CacheFolder) : [];

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        Responder.Dispose();
        _cache.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A certificate whose revocation is told at <c>/ocsp</c> and <c>/crl</c>, as asked for; it is in the index.</summary>
    private protected TestAuthority Issue(bool ocsp = false, bool crl = false, DateTimeOffset? notAfter = null)
    {
        TestAuthority leaf = Root.Leaf(notAfter: notAfter, extensions: Addresses(ocsp, crl));
        Responder.Add(leaf);
        return leaf;
    }

    /// <summary>The same, revoked.</summary>
    private protected TestAuthority IssueRevoked(DateTimeOffset at, string reason, bool ocsp = false, bool crl = false)
    {
        TestAuthority leaf = Root.Leaf(extensions: Addresses(ocsp, crl));
        Responder.Revoke(leaf, at, reason);
        return leaf;
    }

    private protected X509Extension[] Addresses(bool ocsp, bool crl) =>
        TestAuthority.Addresses(ocsp ? Site.AddressOf("/ocsp") : null, crl ? Site.AddressOf("/crl") : null);

    private protected Task<CertificateVerdict> JudgeAsync(TestAuthority leaf, params X509Certificate2[] candidates) =>
        JudgeAsync(leaf, DateTimeOffset.UtcNow, candidates);

    private protected Task<CertificateVerdict> JudgeAsync(
        TestAuthority leaf, DateTimeOffset at, params X509Certificate2[] candidates) =>
        CertificateTrust.JudgeAsync(
            leaf.Certificate, candidates, new TrustedRoots([Root.Certificate]), at, Options, CancellationToken.None);

    /// <param name="message">The message that must be given, with any values in its places.</param>
    /// <param name="verdict">The verdict.</param>
    private protected static void AssertSays(string message, CertificateVerdict verdict) => Assert.All(
        Regex.Split(message, "\\{\\d[^}]*\\}"),
        part => Assert.Contains(part, verdict.RevocationMessage, StringComparison.Ordinal));
}
