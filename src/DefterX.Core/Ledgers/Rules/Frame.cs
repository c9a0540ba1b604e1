using System;
using System.Collections.Generic;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>An element that is open.</summary>
internal struct Frame
{
    public Place Place;
    public int NameId;
    public TagMark Mark;

    /// <summary>The element's node, if it is of the head.</summary>
    public HeadNode? Node;

    /// <summary>Which element of the document it is.</summary>
    public long Ordinal;

    /// <summary>Whether its text is kept, and from where.</summary>
    public bool IsValue;
    public int ValueStart;

    /// <summary>How many lineNumber children it has, and the last one's number.</summary>
    public int LineNumbers;
    public double LineNumber;

    /// <summary>How far its content has come in the schema's order.</summary>
    public int Position;

    /// <summary>Whether its last child was reported.</summary>
    public bool IsReported;
}

/// <summary>What is found out of a start tag once.</summary>
internal sealed class TagMark
{
    // Values of any form that no rule looks at.
    private static readonly string[] s_unread = ["detailComment", "entryComment"];

    public TagMark(StartTag tag, ElementModel? model)
    {
        string? decimals = tag.Attribute("decimals");
        if (decimals != "INF") WrongDecimals = decimals;
        Model = model;
        Watched = tag.NameId == LedgerNames.LineNumber ? Watched.LineNumber
            : tag.NameId == LedgerNames.EntryNumberCounter ? Watched.EntryCounter
            : tag.NameId == LedgerNames.EnteredDate ? Watched.EnteredDate
            : tag.NameId == LedgerNames.EntriesType ? Watched.EntriesType
            : Watched.None;
        IsValue = model?.Content == ContentKind.Value
            && tag.NameId != LedgerNames.BinaryObject
            && Array.IndexOf(s_unread, tag.LocalName) < 0;
    }

    public ElementModel? Model { get; }

    public Watched Watched { get; }

    /// <summary>In what it stood last, and at which position of the order.</summary>
    public ElementModel? Outer { get; set; }
    public int Position { get; set; }

    /// <summary>The value of decimals where it is not INF.</summary>
    public string? WrongDecimals { get; }

    /// <summary>Whether the element's text is looked at.</summary>
    public bool IsValue { get; }

    /// <summary>Whether it says that it has no value (xsi:nil).</summary>
    public bool IsNil { get; private set; }

    /// <summary>The value of an attribute that is unique in the document.</summary>
    public string? Id { get; set; }

    /// <summary>Ids to which the element refers, until they are noted.</summary>
    public List<(string Id, Rule Rule)>? References { get; set; }

    /// <summary>What is wrong with the attributes.</summary>
    public List<(Rule Rule, object?[] Arguments)>? Faults { get; private set; }

    public void AddFault(Rule rule, params object?[] arguments) => (Faults ??= []).Add((rule, arguments));

    public void AddReference(string id, Rule rule) => (References ??= []).Add((id, rule));

    /// <summary>xsi:nil; entriesType and the larger structures cannot have it.</summary>
    public void SetNil(string value, ElementModel model)
    {
        IsNil = value.Trim() is "true" or "1";
        bool isAllowed = model.Name.StartsWith("gl-", StringComparison.Ordinal)
            && model.Name is not ("gl-cor:entriesType" or "gl-cor:documentInfo" or "gl-cor:accountingEntries");
        if (!isAllowed || value.Trim() is not ("true" or "false" or "1" or "0"))
        {
            AddFault(Rule.AttributeValue, model.Name, "xsi:nil", value);
        }
    }
}

/// <summary>Elements that are compared wherever they stand.</summary>
internal enum Watched
{
    None,
    LineNumber,
    EntryCounter,
    EnteredDate,
    EntriesType,
}
