using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.X509;

namespace DefterX.Certificates;

/// <summary>What makes a certificate unfit as the issuer of another (RFC 5280, 6.1.3 and 6.1.4).</summary>
internal static class IssuerCheck
{
    /// <summary>The reason in words, or null where there is none.</summary>
    /// <param name="issuer">A certificate whose subject is the issuer's name; it signed the last of the path.</param>
    /// <param name="path">The path below it, the leaf first.</param>
    public static string? Run(X509Certificate issuer, IReadOnlyList<X509Certificate> path)
    {
        string name = issuer.SubjectDN.ToDisplay();
        int constraint = BouncyCastleExtensions.Try<int?>(() => issuer.GetBasicConstraints()) ?? -1;
        if (constraint < 0) return Text.Format(Strings.IssuerIsNoAuthority, name);
        if (!BouncyCastleExtensions.Try(() => issuer.MayBeUsedFor(BouncyCastleExtensions.KeyCertSign)))
            return Text.Format(Strings.IssuerMayNotSign, name);
        // Self-issued certificates, of an authority that changed its key, do not count (RFC 5280, 4.2.1.9).
        int below = path.Skip(1).Count(certificate => !certificate.SubjectDN.IsSame(certificate.IssuerDN));
        return below > constraint ? Text.Format(Strings.PathTooLong, name, constraint) : null;
    }
}
