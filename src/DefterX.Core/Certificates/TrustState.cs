namespace DefterX.Certificates;

/// <summary>Whether a certificate's chain ends at a root that the office trusts.</summary>
public enum TrustState
{
    /// <summary>It does, and all certificates of the chain were valid at the time asked for.</summary>
    Trusted,

    /// <summary>It does not.</summary>
    Untrusted,

    /// <summary>The office names no roots, so there is nothing to judge by.</summary>
    NoRoots,
}
