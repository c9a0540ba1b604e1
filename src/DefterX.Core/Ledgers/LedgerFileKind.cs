namespace DefterX.Ledgers;

/// <summary>The files of a month, by the letters in their names (Teknik Kılavuz 2.4.1).</summary>
internal enum LedgerFileKind
{
    /// <summary>Yevmiye, the journal.</summary>
    Y,

    /// <summary>Kebir, the general ledger.</summary>
    K,

    /// <summary>The journal's berat.</summary>
    YB,

    /// <summary>The general ledger's berat.</summary>
    KB,

    /// <summary>Defter raporu, the report of the month.</summary>
    DR,
}
