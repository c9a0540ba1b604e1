using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>Something that is wrong, or worth a look, in a month's books.</summary>
public sealed record Finding
{
    /// <summary>The firm.</summary>
    public required Firm Firm { get; init; }

    /// <summary>The month.</summary>
    public required Period Period { get; init; }

    /// <summary>The branch's number, or null.</summary>
    public string? Branch { get; init; }

    /// <summary>DX and four digits for our own rules, or GİB's rule by our number, such as Y084.</summary>
    public required string Code { get; init; }

    /// <summary>Error or advice.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What is wrong and what to do, in the UI culture.</summary>
    public required string Message { get; init; }

    /// <summary>Full path of the file.</summary>
    public string File { get; init; } = "";

    /// <summary>The line of the file, 1-based; 0 when it concerns the whole file.</summary>
    public long Line { get; init; }

    /// <summary>The entry's voucher number, or empty.</summary>
    public string EntryNumber { get; init; } = "";

    /// <summary>The line's number within the entry, 1-based, or 0.</summary>
    public long LineNumber { get; init; }

    /// <summary>The offending value, or empty.</summary>
    public string Value { get; init; } = "";
}

/// <summary>Weight of a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Worth a look; the ledger can be created.</summary>
    Advice,

    /// <summary>GİB would refuse the ledger.</summary>
    Error,
}
