using System;

namespace DefterX.Certificates;

/// <summary>What an OCSP response or a CRL, whose signature was verified, says of one certificate. Immutable.</summary>
internal sealed record RevocationStatement
{
    private const int CertificateHold = 6;
    private const int RemoveFromCrl = 8;

    // Clocks differ; RFC 5019 (2.2.4) leaves the amount to the client.
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromMinutes(5);

    // Without nextUpdate there is always newer information (RFC 6960, 4.2.2.1), so an old answer may be a replay.
    private static readonly TimeSpan s_lifeWithoutNextUpdate = TimeSpan.FromHours(1);

    /// <summary>Kind and address: <c>OCSP http://…</c>.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>When the certificate was revoked, or null if it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>CRLReason (RFC 5280, 5.3.1).</summary>
    public int Reason { get; init; }

    /// <summary>What follows for a time.</summary>
    /// <param name="certificateNotAfter">When the certificate expires: after that, issuers say nothing of it any more.</param>
    /// <param name="at">The time that matters; what was revoked later was good then.</param>
    /// <param name="now">The present.</param>
    public RevocationAnswer At(DateTimeOffset certificateNotAfter, DateTimeOffset at, DateTimeOffset now)
    {
        if (ThisUpdate > now + s_clockTolerance)
            return RevocationAnswer.Unknown(Text.Format(Strings.AnswerFromTheFuture, Source, ThisUpdate.LocalDateTime));

        DateTimeOffset? revokedAt = Reason == RemoveFromCrl ? null : RevokedAt;
        string words = revokedAt is null
            ? Text.Format(Strings.NotRevoked, Source, ThisUpdate.LocalDateTime)
            : Text.Format(
                Strings.Revoked, revokedAt.Value.LocalDateTime, RevocationReason.ToWords(Reason), Source, ThisUpdate.LocalDateTime);
        bool isExpired = now > (NextUpdate ?? ThisUpdate + s_lifeWithoutNextUpdate);
        if (revokedAt <= at)
        {
            // Only a suspension may end (RFC 5280, 5.3.1): any other revocation holds however old the answer is.
            return isExpired && Reason == CertificateHold ? Expired(words) : new(RevocationState.Revoked, words, revokedAt);
        }

        if (isExpired) return Expired(words);
        if (revokedAt is not null)
            return new(RevocationState.Good, Text.Format(Strings.RevokedLater, at.LocalDateTime, words), revokedAt);
        return ThisUpdate > certificateNotAfter
            ? RevocationAnswer.Unknown(Text.Format(Strings.CertificateExpiredBefore, certificateNotAfter.LocalDateTime, Source))
            : new(RevocationState.Good, words);
    }

    private RevocationAnswer Expired(string words) => RevocationAnswer.Unknown(Text.Format(
        Strings.AnswerExpired, (NextUpdate ?? ThisUpdate + s_lifeWithoutNextUpdate).LocalDateTime, words));
}
