namespace DefterX.Ledgers;

/// <summary>What a journal or general ledger file says of itself, read in one pass.</summary>
internal sealed record LedgerSummary
{
    public required LedgerTotals Totals { get; init; }

    /// <summary>documentInfo's uniqueID.</summary>
    public required string UniqueId { get; init; }

    /// <summary>The number at the end of the uniqueID: the part within the fiscal year.</summary>
    public required int PartNumber { get; init; }

    /// <summary>The lowest entryNumberCounter; 0 in a general ledger.</summary>
    public required long FirstEntryNumber { get; init; }

    /// <summary>The highest entryNumberCounter; 0 in a general ledger.</summary>
    public required long LastEntryNumber { get; init; }

    /// <summary>The highest lineNumber.</summary>
    public required long LastLineNumber { get; init; }
}
