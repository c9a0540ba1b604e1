namespace DefterX.Office;

/// <summary>What whoever has a login key may do in an office that a service keeps.</summary>
public enum OfficeRole
{
    /// <summary>Imports, validates, creates.</summary>
    Preparer,

    /// <summary>Also signs, sends and receives.</summary>
    Signer,

    /// <summary>Also keeps keys, the office's settings and the audit log.</summary>
    Administrator,
}
