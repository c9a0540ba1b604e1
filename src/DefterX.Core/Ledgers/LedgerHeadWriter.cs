using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Copies what stands in a ledger before its entries into a berat or report, which have to say the same.</summary>
/// <remarks>Header data come from the ledger, not from the firm, which may have changed since.</remarks>
internal sealed class LedgerHeadWriter
{
    private static readonly string[] s_attributes = ["contextRef", "decimals", "unitRef"];
    private readonly CanonicalBuffer _buffer;
    private readonly string _context;
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <param name="context">The id of the document's context.</param>
    /// <param name="values">Texts that replace those of the ledger, by local name.</param>
    public LedgerHeadWriter(CanonicalBuffer buffer, string context, IReadOnlyDictionary<string, string> values)
    {
        _buffer = buffer;
        _context = context;
        _values = values;
    }

    /// <summary>accountingEntries up to the first entryHeader.</summary>
    public void Write(LedgerHead head)
    {
        _buffer.Raw("<gl-cor:accountingEntries>\n"u8);
        Copy(head.DocumentInfo);
        Copy(head.EntityInformation);
    }

    private void Copy(XmlElement element)
    {
        byte[] name = Encoding.UTF8.GetBytes(element.Name);
        _buffer.Raw("<"u8).Raw(name);
        foreach (string attribute in s_attributes)
        {
            string value = element.GetAttribute(attribute);
            if (value.Length == 0) continue;
            _buffer.Raw(" "u8).Raw(Encoding.UTF8.GetBytes(attribute)).Raw("=\""u8)
                .Attribute(attribute == "contextRef" ? _context : value).Raw("\""u8);
        }

        _buffer.Raw(">"u8);
        XmlElement[] children = [.. element.ChildNodes.OfType<XmlElement>()];
        if (children.Length == 0) _buffer.Text(_values.TryGetValue(element.LocalName, out string? value) ? value : element.InnerText);
        else _buffer.Raw("\n"u8);
        foreach (XmlElement child in children) Copy(child);
        _buffer.Raw("</"u8).Raw(name).Raw(">\n"u8);
    }
}
