using System;

namespace DefterX.Certificates;

/// <summary>What is known of a certificate's revocation. Immutable.</summary>
/// <param name="State">The verdict.</param>
/// <param name="Message">The verdict, its source and its time in words, in the UI culture; else why there is none.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
internal sealed record RevocationAnswer(RevocationState State, string Message, DateTimeOffset? RevokedAt = null)
{
    public static RevocationAnswer Unknown(string why) => new(RevocationState.Unknown, why);
}
