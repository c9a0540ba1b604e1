namespace DefterX.Certificates;

/// <summary>Whether a certificate, or one that it depends on, was revoked.</summary>
public enum RevocationState
{
    /// <summary>It was not, by an answer that its issuer vouches for.</summary>
    Good,

    /// <summary>It was.</summary>
    Revoked,

    /// <summary>No answer that counts was to be had.</summary>
    Unknown,
}
