using System;
using System.Collections.Generic;
using System.Xml;

namespace DefterX.Xml;

/// <summary>Writes the nodes at which a reader stands, one after the other, in canonical form.</summary>
/// <param name="method">The canonical form.</param>
/// <param name="utf8">Where it goes.</param>
/// <param name="seeId">Gets the value of each Id attribute that is written.</param>
internal sealed class CanonicalNodeWriter(CanonicalizationMethod method, Utf8Output utf8, Action<string> seeId)
{
    private readonly CanonicalAttributeList _attributes = new();
    private readonly CanonicalAttributeList _declarations = new();
    private readonly NamespaceStack _rendered = new();
    private readonly char[] _chunk = new char[4096];

    public void WriteNode(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                WriteElementStart(reader, null);
                break;
            case XmlNodeType.EndElement:
                WriteElementEnd(reader.Prefix, reader.LocalName);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                WriteText(reader);
                break;
            case XmlNodeType.ProcessingInstruction:
                utf8.Write("<?");
                utf8.Write(reader.Name);
                if (reader.Value.Length != 0) utf8.Write(' ');
                utf8.Write(reader.Value);
                utf8.Write("?>");
                break;
            case XmlNodeType.Comment when method.WithComments:
                utf8.Write("<!--");
                utf8.Write(reader.Value);
                utf8.Write("-->");
                break;
        }
    }

    private void WriteText(XmlReader reader)
    {
        if (!reader.CanReadValueChunk)
        {
            utf8.WriteText(reader.Value.AsSpan());
            return;
        }
        int length;
        while ((length = reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0) utf8.WriteText(_chunk.AsSpan(0, length));
    }

    /// <param name="reader">Stands at the element.</param>
    /// <param name="apexContext">For the first element: what it inherits; else null.</param>
    public void WriteElementStart(XmlReader reader, AncestorContext? apexContext)
    {
        string prefix = reader.Prefix;
        string localName = reader.LocalName;
        bool isEmpty = reader.IsEmptyElement;
        _attributes.Clear();
        _declarations.Clear();
        _rendered.Enter();
        if (method.IsExclusive) Declare(prefix, reader.NamespaceURI);
        if (reader.HasAttributes) ReadAttributes(reader);
        if (apexContext is not null) Inherit(apexContext, reader);

        utf8.Write('<');
        utf8.WriteName(prefix, localName);
        for (int i = 0; i < _declarations.Count; i++)
        {
            utf8.Write(_declarations[i].LocalName.Length == 0 ? " xmlns" : " xmlns:");
            utf8.Write(_declarations[i].LocalName);
            WriteValue(_declarations.ValueOf(_declarations[i]));
        }
        for (int i = 0; i < _attributes.Count; i++)
        {
            utf8.Write(' ');
            utf8.WriteName(_attributes[i].Prefix, _attributes[i].LocalName);
            WriteValue(_attributes.ValueOf(_attributes[i]));
        }
        utf8.Write('>');
        if (isEmpty) WriteElementEnd(prefix, localName);
    }

    private void WriteElementEnd(string prefix, string localName)
    {
        utf8.Write("</");
        utf8.WriteName(prefix, localName);
        utf8.Write('>');
        _rendered.Leave();
    }

    private void WriteValue(ReadOnlySpan<char> value)
    {
        utf8.Write("=\"");
        utf8.WriteAttributeValue(value);
        utf8.Write('"');
    }

    private void ReadAttributes(XmlReader reader)
    {
        for (bool found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
        {
            string prefix = reader.Prefix;
            string localName = reader.LocalName;
            if (prefix.Length == 0 && localName != "xmlns")
            {
                if (localName == "Id") seeId(reader.Value);
                _attributes.Add("", localName, "", reader);
            }
            else if (prefix.Length == 0 || prefix == "xmlns")
            {
                DeclareIfInclusive(prefix.Length == 0 ? "" : localName, reader.Value);
            }
            else
            {
                string namespaceUri = reader.NamespaceURI;
                if (method.IsExclusive) Declare(prefix, namespaceUri);
                _attributes.Add(prefix, localName, namespaceUri, reader);
            }
        }
        reader.MoveToElement();
    }

    private void Inherit(AncestorContext context, XmlReader reader)
    {
        foreach (KeyValuePair<string, string> inherited in context.Namespaces)
        {
            string attribute = inherited.Key.Length == 0 ? "xmlns" : "xmlns:" + inherited.Key;
            if (reader.GetAttribute(attribute) is null) DeclareIfInclusive(inherited.Key, inherited.Value);
        }
        if (method.IsExclusive) return;
        foreach (KeyValuePair<string, string> inherited in context.XmlAttributes)
        {
            if (!_attributes.Contains(inherited.Key, CanonicalAttribute.XmlUri))
                _attributes.Add("xml", inherited.Key, CanonicalAttribute.XmlUri, inherited.Value);
        }
    }

    private void DeclareIfInclusive(string prefix, string uri)
    {
        if (!method.IsExclusive || Contains(method.InclusivePrefixes, prefix)) Declare(prefix, uri);
    }

    private void Declare(string prefix, string uri)
    {
        if (prefix != "xml" && _rendered.Declare(prefix, uri))
            _declarations.Add("xmlns", prefix, "", uri);
    }

    private static bool Contains(IReadOnlyCollection<string> prefixes, string prefix)
    {
        foreach (string item in prefixes)
        {
            if (item == prefix) return true;
        }
        return false;
    }
}
