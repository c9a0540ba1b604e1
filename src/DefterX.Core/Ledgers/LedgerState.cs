namespace DefterX.Ledgers;

/// <summary>How far a firm's month is; that of its least advanced part.</summary>
public enum LedgerState
{
    /// <summary>No journal was imported.</summary>
    Missing,

    /// <summary>A journal was imported.</summary>
    Imported,

    /// <summary>The journal was validated without error and is unchanged since.</summary>
    Valid,

    /// <summary>The journal has errors.</summary>
    Invalid,

    /// <summary>The ledgers were created.</summary>
    Created,

    /// <summary>Ledgers, berats and report are signed.</summary>
    Signed,

    /// <summary>Some packages were sent.</summary>
    Sending,

    /// <summary>All packages were sent; GİB has not finished.</summary>
    Sent,

    /// <summary>All approved berats are here and verify, and the report was processed.</summary>
    Approved,

    /// <summary>GİB refused a package.</summary>
    Rejected,
}
