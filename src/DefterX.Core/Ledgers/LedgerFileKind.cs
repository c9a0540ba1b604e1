using System;
using System.Collections.Generic;

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

    /// <summary>Envanter, the inventory.</summary>
    E,

    /// <summary>The inventory's berat.</summary>
    EB,
}

/// <summary>How the files of a month belong together.</summary>
internal static class LedgerFileKinds
{
    private static readonly LedgerFileKind[] s_journal = [LedgerFileKind.Y, LedgerFileKind.K];
    private static readonly LedgerFileKind[] s_inventory = [LedgerFileKind.E];

    /// <summary>The ledgers of a book, of which every part has one each; the first one leads.</summary>
    public static IReadOnlyList<LedgerFileKind> Ledgers(this LedgerBook book) =>
        book == LedgerBook.Inventory ? s_inventory : s_journal;

    /// <summary>The book to which a file belongs.</summary>
    public static LedgerBook Book(this LedgerFileKind kind) =>
        kind is LedgerFileKind.E or LedgerFileKind.EB ? LedgerBook.Inventory : LedgerBook.Journal;

    /// <summary>Whether it is a berat, of which GİB gives an approved one back.</summary>
    public static bool IsBerat(this LedgerFileKind kind) => kind is LedgerFileKind.YB or LedgerFileKind.KB or LedgerFileKind.EB;

    /// <summary>The berat of a ledger.</summary>
    public static LedgerFileKind Berat(this LedgerFileKind ledger) => ledger switch
    {
        LedgerFileKind.Y => LedgerFileKind.YB,
        LedgerFileKind.K => LedgerFileKind.KB,
        LedgerFileKind.E => LedgerFileKind.EB,
        _ => throw new ArgumentOutOfRangeException(nameof(ledger)),
    };

    /// <summary>The ledger of a berat.</summary>
    public static LedgerFileKind Ledger(this LedgerFileKind berat) => berat switch
    {
        LedgerFileKind.YB => LedgerFileKind.Y,
        LedgerFileKind.KB => LedgerFileKind.K,
        LedgerFileKind.EB => LedgerFileKind.E,
        _ => throw new ArgumentOutOfRangeException(nameof(berat)),
    };
}
