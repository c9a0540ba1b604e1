using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;

namespace DefterX.Signatures;

/// <summary>Judges the chains of a signature's signer and counter-signers.</summary>
internal static class SignatureTrust
{
    /// <summary>Why the first of them is not trusted, in the UI culture; null if all are, or if there are no roots.</summary>
    /// <param name="checks">The signature, then its counter-signatures; all verify.</param>
    /// <param name="roots">What is trusted. Each chain is judged at its signature's claimed time.</param>
    public static string? Judge(IReadOnlyList<XadesCheck> checks, TrustedRoots roots)
    {
        if (roots.IsEmpty) return null;
        X509Certificate2[] candidates = [.. checks.SelectMany(check => check.KeyInfoCertificates)];
        for (int i = 0; i < checks.Count; i++)
        {
            if (checks[i] is not { Certificate: X509Certificate2 certificate, SigningTime: DateTimeOffset time }) continue;
            CertificateChain chain = CertificateChain.Build(certificate, candidates, roots, time);
            if (chain.Trust == TrustState.Trusted) continue;
            string format = i == 0 ? Strings.SignerNotTrusted : Strings.CounterSignerNotTrusted;
            return Text.Format(format, new SignerName(certificate).CommonName, chain.Message);
        }

        return null;
    }
}
