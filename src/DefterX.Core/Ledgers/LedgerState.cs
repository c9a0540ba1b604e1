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

    /// <summary>The ledgers and the report were created, and not all files are signed.</summary>
    Created,

    /// <summary>Ledgers, berats and report are signed.</summary>
    Signed,

    /// <summary>Some packages were sent, or may have been; GİB rejected none.</summary>
    Sending,

    /// <summary>All packages were sent; GİB has not finished.</summary>
    Sent,

    /// <summary>The approved berats of all packages are here, each verified when it came, and the report was processed.</summary>
    Approved,

    /// <summary>GİB took a package and could not process it, whatever became of the others. A package that it did not take counts as not sent.</summary>
    Rejected,
}
