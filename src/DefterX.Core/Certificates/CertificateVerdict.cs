using System;

namespace DefterX.Certificates;

/// <summary>What a certificate is worth at a time. Immutable.</summary>
internal sealed record CertificateVerdict
{
    public required TrustState Trust { get; init; }

    /// <summary>Trust in words, in the UI culture.</summary>
    public required string TrustMessage { get; init; }

    public required RevocationState Revocation { get; init; }

    /// <summary>Revocation in words, with its source and its time, in the UI culture.</summary>
    public required string RevocationMessage { get; init; }

    /// <summary>When the certificate or one of its issuers was revoked, be it after the time asked for; else null.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
