using System;
using System.Collections.Generic;

namespace DefterX.Ledgers.Rules;

/// <summary>What entries and lines are compared with; in a sound document it stands before them.</summary>
internal sealed class LedgerGlobals(string fileName)
{
    private bool _hasDocumentInfo;
    private bool _areEntriesSeen;
    private int _rootName;

    public string FileName { get; } = fileName;

    /// <summary>Whether something stood behind the entries, so that they have to be read again.</summary>
    public bool NeedsSecondPass { get; set; }

    /// <summary>The values of periodCoveredStart; one in a sound document.</summary>
    public List<byte[]> PeriodStarts { get; } = [];

    public List<byte[]> PeriodEnds { get; } = [];

    public List<string> DefaultCurrencies { get; } = [];

    /// <summary>The first entriesType, which says which rules hold; null if there is none.</summary>
    public string? EntriesType { get; private set; }

    /// <summary>What stood behind the lines of an entry, by the entry's place.</summary>
    public Dictionary<long, List<(Slot Slot, byte[] Value)>> LateValues { get; } = [];

    /// <summary>The kind of document; what is no e-Defter document counts as its file name says.</summary>
    public DocumentKind Kind => FindKind()
        ?? (FileName.IndexOf("-K-", StringComparison.Ordinal) >= 0 ? DocumentKind.Ledger : DocumentKind.Journal);

    /// <summary>Whether root and entriesType are those of an e-Defter document.</summary>
    public bool IsKnown => FindKind() is not null;

    public void SeeRoot(int name) => _rootName = name;

    public void SeeEntriesType(string value)
    {
        if (EntriesType is not null) return;
        EntriesType = value;
        if (_areEntriesSeen) NeedsSecondPass = true;
    }

    /// <summary>A value of documentInfo.</summary>
    public void SeeDocumentInfo(HeadNode node, ReadOnlySpan<byte> value)
    {
        HeadNode? root = node.Parent?.Parent?.Parent?.Parent;
        if (root is null || root.Parent is not null || node.Parent!.Parent!.Name != LedgerNames.Entries) return;
        _hasDocumentInfo = true;
        if (_areEntriesSeen) NeedsSecondPass = true;
        if (node.Name == HeadNames.PeriodStart) PeriodStarts.Add(value.ToArray());
        else if (node.Name == HeadNames.PeriodEnd) PeriodEnds.Add(value.ToArray());
        else if (node.Name == HeadNames.DefaultCurrency) DefaultCurrencies.Add(node.Text);
    }

    /// <summary>An entry begins.</summary>
    public void SeeEntry()
    {
        if (!_areEntriesSeen && (!_hasDocumentInfo || !IsKnown)) NeedsSecondPass = true;
        _areEntriesSeen = true;
    }

    private DocumentKind? FindKind()
    {
        bool isInventory = EntriesType == "assets";
        if (_rootName == LedgerNames.Report) return DocumentKind.Report;
        if (_rootName == LedgerNames.Berat) return isInventory ? DocumentKind.InventoryBerat : DocumentKind.Berat;
        if (_rootName != LedgerNames.Defter) return null;
        return EntriesType switch
        {
            "journal" => DocumentKind.Journal,
            "ledger" => DocumentKind.Ledger,
            "assets" => DocumentKind.Inventory,
            _ => null,
        };
    }
}
