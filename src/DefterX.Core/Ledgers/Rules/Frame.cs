using System;
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
    private static readonly string[] s_containers =
    [
        "defter", "berat", "defterraporu", "xbrl", "context", "entity", "segment", "period", "unit", "accountingEntries",
        "documentInfo", "entityInformation", "entryHeader", "entryDetail", "account", "accountSub", "xbrlInfo", "measurable",
        "extensions", "extension", "Signature", "SignedInfo", "KeyInfo", "Object", "binaryObject",
    ];

    public TagMark(StartTag tag)
    {
        string? decimals = tag.Attribute("decimals");
        if (decimals != "INF") WrongDecimals = decimals;
        IsValue = tag.NameId != 0 && Array.IndexOf(s_containers, tag.LocalName) < 0;
    }

    /// <summary>The value of decimals where it is not INF.</summary>
    public string? WrongDecimals { get; }

    /// <summary>Whether the element's text is looked at.</summary>
    public bool IsValue { get; }
}
