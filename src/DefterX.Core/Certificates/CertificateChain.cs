using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Certificates;

/// <summary>The way from a certificate to a trusted root, or as far as it goes (RFC 5280, 6). Immutable.</summary>
/// <param name="Trust">The verdict.</param>
/// <param name="Message">The verdict in words, in the UI culture.</param>
/// <param name="Path">The certificate itself, then each one's issuer. The last is the trusted root if there is one.</param>
internal sealed record CertificateChain(TrustState Trust, string Message, IReadOnlyList<X509Certificate2> Path)
{
    /// <summary>Finds the way.</summary>
    /// <param name="leaf">The certificate in question.</param>
    /// <param name="candidates">Issuers that came with it, none of them trusted; others among them do no harm.</param>
    /// <param name="roots">What is trusted.</param>
    /// <param name="at">When all certificates must have been valid.</param>
    public static CertificateChain Build(
        X509Certificate2 leaf, IEnumerable<X509Certificate2> candidates, TrustedRoots roots, DateTimeOffset at) =>
        new ChainSearch(candidates, roots, at).Run(leaf);
}
