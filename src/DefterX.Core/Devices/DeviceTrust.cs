using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;

namespace DefterX.Devices;

/// <summary>Whether the office trusts a device's certificate, and whether its issuer has revoked it.</summary>
/// <param name="roots">What the office trusts; without roots chains are not judged, revocation is.</param>
/// <param name="options">How revocation is looked up.</param>
/// <param name="warn">Hears, in the UI culture, what could not be found out about a trusted certificate.</param>
internal sealed class DeviceTrust(TrustedRoots roots, RevocationOptions options, Action<string> warn)
{
    /// <summary>Refuses a certificate that GİB would refuse. One that cannot be checked now (no network) passes with a warning.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.CertificateNotUsable"/>: untrusted or revoked.</exception>
    public void Check(
        X509Certificate2 certificate, IEnumerable<X509Certificate2> issuers, string device, CancellationToken cancellationToken)
    {
        CertificateVerdict verdict = Judge(certificate, issuers, cancellationToken);
        string owner = CertificateFacts.CommonName(certificate.SubjectName);
        if (verdict.Trust == TrustState.Untrusted)
        {
            throw CertificateCheck.NotUsable(Text.Format(Strings.CertificateUntrusted, owner, device, verdict.TrustMessage), device);
        }

        if (verdict.Revocation == RevocationState.Revoked)
        {
            throw CertificateCheck.NotUsable(Text.Format(Strings.CertificateRevoked, owner, device, verdict.RevocationMessage), device);
        }

        if (verdict is { Trust: TrustState.Trusted, Revocation: RevocationState.Unknown })
        {
            warn(Text.Format(Strings.RevocationUnknown, owner, device, verdict.RevocationMessage));
        }
    }

    /// <summary>The verdict at present.</summary>
    public CertificateVerdict Judge(
        X509Certificate2 certificate, IEnumerable<X509Certificate2> issuers, CancellationToken cancellationToken) =>
        CertificateTrust.JudgeAsync(certificate, issuers, roots, options.Clock(), options, cancellationToken).GetAwaiter().GetResult();
}
