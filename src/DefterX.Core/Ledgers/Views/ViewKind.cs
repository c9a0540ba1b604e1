namespace DefterX.Ledgers.Views;

/// <summary>The kinds of documents that have a view, named as their stylesheets are.</summary>
internal enum ViewKind
{
    /// <summary>A journal.</summary>
    Yevmiye,

    /// <summary>A general ledger.</summary>
    Kebir,

    /// <summary>A berat, approved or not.</summary>
    Berat,

    /// <summary>The report of a month.</summary>
    DefterRaporu,

    /// <summary>An inventory.</summary>
    Envanter,
}
