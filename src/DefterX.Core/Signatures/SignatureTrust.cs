using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;
using DefterX.Signatures.TimeStamps;

namespace DefterX.Signatures;

/// <summary>Judges the certificates of a signature's signer, counter-signers and time stamps at the time that each signed: the chain
/// by the office's roots, and where there is a lookup, revocation by what their issuers say.</summary>
/// <param name="roots">What is trusted; without roots nothing is judged and nothing asked.</param>
/// <param name="lookup">Where revocation is looked up; null leaves it and the network alone.</param>
internal sealed class SignatureTrust(TrustedRoots roots, RevocationLookup? lookup = null)
{
    /// <param name="checks">The signature, then its counter-signatures; all verify.</param>
    /// <param name="cancellationToken">Stops what is asked.</param>
    public TrustVerdict Judge(IReadOnlyList<XadesCheck> checks, CancellationToken cancellationToken)
    {
        List<string> words = [.. checks.Select(check => check.TimeStamp).OfType<TimeStamp>().Select(stamp =>
            Text.Format(Strings.TimeStamped, stamp.Time.LocalDateTime, NameOf(stamp.Authority)))];
        if (roots.IsEmpty) return new(true, string.Join(" ", words));
        List<(Signer Signer, CertificateChain Chain)> judged = [];
        foreach (Signer signer in Signers(checks))
        {
            CertificateChain chain = CertificateChain.Build(signer.Certificate, signer.Candidates, roots, signer.At);
            if (chain.Trust != TrustState.Trusted)
                return new(false, Text.Format(signer.Untrusted, NameOf(signer.Certificate), chain.Message));
            judged.Add((signer, chain));
        }

        if (lookup is null) return new(true, string.Join(" ", words));
        foreach ((Signer signer, CertificateChain chain) in judged)
        {
            RevocationAnswer answer =
                CertificateTrust.AskAsync(chain, signer.At, lookup, cancellationToken).GetAwaiter().GetResult();
            if (answer.State == RevocationState.Revoked)
            {
                return new(false, Text.Format(
                    signer.Revoked, NameOf(signer.Certificate), signer.At.LocalDateTime, answer.Message));
            }

            words.Add(answer.Message);
        }

        return new(true, string.Join(" ", words.Distinct()));
    }

    /// <summary>Signer, counter-signers, and the authorities of their time stamps, which come first: they prove the times.</summary>
    private static IEnumerable<Signer> Signers(IReadOnlyList<XadesCheck> checks)
    {
        X509Certificate2[] candidates = [.. checks.SelectMany(check => check.KeyInfoCertificates)];
        for (int i = 0; i < checks.Count; i++)
        {
            if (checks[i].TimeStamp is { } stamp)
            {
                yield return new(
                    stamp.Authority,
                    [.. stamp.Certificates, .. candidates],
                    stamp.Time,
                    Strings.TimeStampNotTrusted,
                    Strings.TimeStampRevoked);
            }

            if (checks[i] is { Certificate: X509Certificate2 certificate, JudgedAt: DateTimeOffset time })
            {
                string untrusted = i == 0 ? Strings.SignerNotTrusted : Strings.CounterSignerNotTrusted;
                yield return new(certificate, candidates, time, untrusted, Strings.SignerRevoked);
            }
        }
    }

    private static string NameOf(X509Certificate2 certificate) => new SignerName(certificate).CommonName;

    /// <param name="At">When it signed.</param>
    /// <param name="Untrusted">The message for an untrusted one: name, why.</param>
    /// <param name="Revoked">The message for a revoked one: name, time, why.</param>
    private sealed record Signer(
        X509Certificate2 Certificate,
        IReadOnlyList<X509Certificate2> Candidates,
        DateTimeOffset At,
        string Untrusted,
        string Revoked);
}

/// <summary>What the certificates of signatures are worth. Immutable.</summary>
/// <param name="IsTrusted">Whether all of them count.</param>
/// <param name="Message">Why one does not; else what is known of their revocation, or empty. In the UI culture.</param>
internal sealed record TrustVerdict(bool IsTrusted, string Message);
