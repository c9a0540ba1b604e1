using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Certificates;

/// <summary>Judges certificates: their chain by the office's roots, their revocation by what their issuers say.</summary>
internal static class CertificateTrust
{
    /// <summary>The verdict on a certificate; what cannot be found out is a verdict, not an exception.</summary>
    /// <param name="leaf">The certificate in question.</param>
    /// <param name="candidates">Issuers that came with it.</param>
    /// <param name="roots">What the office trusts.</param>
    /// <param name="at">The time that matters: now, or when something was signed.</param>
    /// <param name="options">How revocation is looked up.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    /// <remarks>Of an untrusted certificate nothing is asked: its addresses are anybody's. Without roots it is asked
    /// about as far as the issuers are known.</remarks>
    public static async Task<CertificateVerdict> JudgeAsync(
        X509Certificate2 leaf,
        IEnumerable<X509Certificate2> candidates,
        TrustedRoots roots,
        DateTimeOffset at,
        RevocationOptions options,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CertificateChain chain = CertificateChain.Build(leaf, candidates, roots, at);
        RevocationAnswer answer = await AskAsync(chain, at, options, cancellationToken).ConfigureAwait(false);
        return new CertificateVerdict
        {
            Trust = chain.Trust,
            TrustMessage = chain.Message,
            Revocation = answer.State,
            RevocationMessage = answer.Message,
            RevokedAt = answer.RevokedAt,
        };
    }

    private static async Task<RevocationAnswer> AskAsync(
        CertificateChain chain, DateTimeOffset at, RevocationOptions options, CancellationToken cancellationToken)
    {
        if (chain.Trust == TrustState.Untrusted) return RevocationAnswer.Unknown(Strings.RevocationNotAsked);
        if (chain is { Trust: TrustState.Trusted, Path.Count: 1 }) return new(RevocationState.Good, Strings.RootItself);
        using RevocationCheck check = new(options, at);
        return await check.RunAsync(chain.Path, cancellationToken).ConfigureAwait(false);
    }
}
