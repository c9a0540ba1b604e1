namespace DefterX.Ledgers.Rules;

/// <summary>The kinds of document that have rules of their own.</summary>
internal enum DocumentKind
{
    /// <summary>Yevmiye, the journal.</summary>
    Journal,

    /// <summary>Kebir, the general ledger.</summary>
    Ledger,

    /// <summary>The berat of a journal or general ledger.</summary>
    Berat,

    /// <summary>Defter raporu, the report.</summary>
    Report,

    /// <summary>Envanter, the inventory.</summary>
    Inventory,

    /// <summary>The berat of an inventory.</summary>
    InventoryBerat,
}
