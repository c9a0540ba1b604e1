namespace DefterX.Ledgers.Rules;

/// <summary>How a file is checked.</summary>
internal sealed record LedgerRuleOptions
{
    /// <summary>Whether the file has to be signed; else what concerns the signature is not looked at.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>The most findings that are reported; all are counted.</summary>
    public int MaxFindings { get; init; } = 1000;
}
