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
        using RevocationLookup lookup = new(options);
        RevocationAnswer answer = await AskAsync(chain, at, lookup, cancellationToken).ConfigureAwait(false);
        return new CertificateVerdict
        {
            Trust = chain.Trust,
            TrustMessage = chain.Message,
            Revocation = answer.State,
            RevocationMessage = answer.Message,
            RevokedAt = answer.RevokedAt,
        };
    }

    /// <summary>What is known of the revocation of a chain's certificates at a time.</summary>
    /// <remarks>Of an untrusted chain nothing is asked.</remarks>
    public static Task<RevocationAnswer> AskAsync(
        CertificateChain chain, DateTimeOffset at, RevocationLookup lookup, CancellationToken cancellationToken) => chain switch
    {
        { Trust: TrustState.Untrusted } => Task.FromResult(RevocationAnswer.Unknown(Strings.RevocationNotAsked)),
        { Trust: TrustState.Trusted, Path.Count: 1 } =>
            Task.FromResult(new RevocationAnswer(RevocationState.Good, Strings.RootItself)),
        _ => new RevocationCheck(lookup, at).RunAsync(chain.Path, cancellationToken),
    };
}
