namespace DefterX.Signatures;

/// <summary>Verdicts on a signature.</summary>
public enum SignatureStatus
{
    /// <summary>The signature and all it covers verify.</summary>
    Valid,

    /// <summary>The file or the signature was changed, or breaks the profile, or a berat is of another ledger.</summary>
    Invalid,

    /// <summary>It verifies, but the certificate's chain ends at no trusted root, or the certificate had been revoked.</summary>
    Untrusted,

    /// <summary>It verifies, but the certificate was not valid at the signing time.</summary>
    Expired,

    /// <summary>There is no signature.</summary>
    Unsigned,
}
