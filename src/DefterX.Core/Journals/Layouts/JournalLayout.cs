using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Journals.Layouts;

/// <summary>What the rows of a layout are.</summary>
internal enum LayoutKind
{
    /// <summary>One row for each line, an entry's rows together: our own columns, izibiz's.</summary>
    Rows,

    /// <summary>The same without names of accounts, LUCA's Excel Veri Aktarımı.</summary>
    Transfer,

    /// <summary>LUCA's Detay Fiş Listesi.</summary>
    VoucherList,

    /// <summary>LUCA's Yevmiye Defteri.</summary>
    JournalList,

    /// <summary>LUCA's Defteri Kebir (Tüm Yazıcılar): ordered by account.</summary>
    GeneralLedger,

    /// <summary>A mizan: sums of accounts, for comparison.</summary>
    TrialBalance,

    /// <summary>Our own columns of an inventory.</summary>
    Inventory,
}

/// <summary>A layout of exports: its columns and how they are named.</summary>
internal sealed class JournalLayout
{
    private readonly (JournalColumn Column, string[] Names)[] _names;
    private readonly Dictionary<string, JournalColumn> _columns;

    /// <param name="kind">What its rows are.</param>
    /// <param name="title">Its name for people, the same in all languages.</param>
    /// <param name="required">Columns without which it cannot be read.</param>
    /// <param name="names">The columns' names.</param>
    public JournalLayout(
        LayoutKind kind, string title, JournalColumn[] required, params (JournalColumn Column, string[] Names)[] names)
    {
        Kind = kind;
        Title = title;
        Required = required;
        _names = names;
        _columns = names.SelectMany(pair => pair.Names.Select(name => (Name: JournalHeader.Fold(name), pair.Column)))
            .ToDictionary(pair => pair.Name, pair => pair.Column, StringComparer.Ordinal);
    }

    /// <summary>What its rows are.</summary>
    public LayoutKind Kind { get; }

    /// <summary>Its name for people.</summary>
    public string Title { get; }

    /// <summary>Columns without which it cannot be read.</summary>
    public IReadOnlyList<JournalColumn> Required { get; }

    /// <summary>The column that a name stands for.</summary>
    /// <param name="names">The header.</param>
    /// <param name="index">Which of them.</param>
    public JournalColumn? ColumnAt(IReadOnlyList<string> names, int index)
    {
        // The general ledger names two columns alike; the one beside the main account's code holds the main account's name.
        bool isMainName = Kind == LayoutKind.GeneralLedger && index > 0
            && JournalHeader.Fold(names[index - 1]) == JournalHeader.Fold(NameOf(JournalColumn.MainAccountCode));
        if (isMainName && JournalHeader.Fold(names[index]) is "" or "hesapadi") return JournalColumn.MainAccountName;
        return _columns.TryGetValue(JournalHeader.Fold(names[index]), out JournalColumn column) ? column : null;
    }

    /// <summary>How many of the required columns a header has.</summary>
    public int Matches(IReadOnlyList<string> names)
    {
        HashSet<JournalColumn> found = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (ColumnAt(names, i) is JournalColumn column) found.Add(column);
        }

        return Required.Count(found.Contains);
    }

    /// <summary>A column's names, for messages.</summary>
    public string NameOf(JournalColumn column)
    {
        string[] names = _names.FirstOrDefault(pair => pair.Column == column).Names ?? [column.ToString()];
        return IsOurs && names.Length > 1 ? $"{names[0]} ({names[1]})" : names[0];
    }

    // Our own columns have an English and a Turkish name.
    private bool IsOurs => Kind is LayoutKind.Rows or LayoutKind.Transfer or LayoutKind.Inventory;
}
