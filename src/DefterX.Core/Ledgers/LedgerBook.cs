namespace DefterX.Ledgers;

/// <summary>The books of a month that are filed on their own.</summary>
public enum LedgerBook
{
    /// <summary>Journal (yevmiye) with its general ledger (kebir) and report (defter raporu).</summary>
    Journal,

    /// <summary>Inventory (envanter defteri), for fiscal years from 2026 on.</summary>
    Inventory,
}
