using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Xml;

namespace DefterX.Xml;

/// <summary>Writes the canonical form of XML while it is read: memory stays flat however large the document is.</summary>
/// <remarks>
/// C14N 1.0 and exclusive C14N for whole documents, and for whole elements in their place in the document. The readers must
/// keep white space and accept no DTD, as those of <see cref="SecureXml"/> do. One object serves one call at a time.
/// </remarks>
internal class Canonicalizer(CanonicalizationMethod method)
{
    private readonly CanonicalAttributeList _attributes = new();
    private readonly CanonicalAttributeList _declarations = new();
    private readonly NamespaceStack _rendered = new();
    private readonly char[] _chunk = new char[4096];

    /// <summary>Writes the document, from a reader that stands before it.</summary>
    /// <exception cref="XmlException">The document is not well-formed.</exception>
    public void WriteDocument(XmlReader reader, Stream output, CancellationToken cancellationToken)
    {
        Utf8Output utf8 = new(output, cancellationToken);
        _rendered.Clear();
        bool isAfterRoot = false;
        bool found = reader.Read();
        while (found)
        {
            bool isOutside = reader.Depth == 0;
            if (reader.NodeType == XmlNodeType.Element && Omit(reader))
            {
                found = !reader.EOF;
                continue;
            }
            if (!isOutside)
            {
                WriteNode(reader, utf8);
            }
            else if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                isAfterRoot = reader.NodeType == XmlNodeType.EndElement || reader.IsEmptyElement;
                WriteNode(reader, utf8);
            }
            else if (reader.NodeType == XmlNodeType.ProcessingInstruction
                || (reader.NodeType == XmlNodeType.Comment && method.WithComments))
            {
                if (isAfterRoot) utf8.Write('\n');
                WriteNode(reader, utf8);
                if (!isAfterRoot) utf8.Write('\n');
            }
            found = reader.Read();
        }
        utf8.Flush();
    }

    /// <summary>Writes the first element whose Id attribute has a value, from a reader that stands before the document.</summary>
    /// <param name="reader">The document.</param>
    /// <param name="id">The value.</param>
    /// <param name="idNamespaceUri">The namespace of the attribute: "" for XMLDSig, the WS-Security utility namespace for <c>wsu:Id</c>.</param>
    /// <param name="output">Where the canonical form goes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False if there is no such element.</returns>
    public bool WriteElement(
        XmlReader reader, string id, string idNamespaceUri, Stream output, CancellationToken cancellationToken)
    {
        Stack<AncestorContext> contexts = new();
        contexts.Push(AncestorContext.Empty);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                contexts.Pop();
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.GetAttribute("Id", idNamespaceUri) == id)
                {
                    WriteElement(reader, contexts.Peek(), output, cancellationToken);
                    return true;
                }
                if (!reader.IsEmptyElement) contexts.Push(contexts.Peek().Inside(reader));
            }
        }
        return false;
    }

    /// <summary>Writes an element of a document in memory, in its place in that document.</summary>
    public void WriteElement(XmlElement element, Stream output)
    {
        using XmlNodeReader reader = new(element);
        reader.Read();
        WriteElement(reader, AncestorContext.Of(element), output, CancellationToken.None);
    }

    /// <summary>Sees each element of the document; the derived class leaves one out by moving the reader behind it.</summary>
    /// <returns>True if the reader was moved.</returns>
    protected virtual bool Omit(XmlReader reader) => false;

    /// <summary>Sees the value of each Id attribute that is written.</summary>
    protected virtual void SeeId(string id)
    {
    }

    private void WriteElement(XmlReader reader, AncestorContext context, Stream output, CancellationToken cancellationToken)
    {
        Utf8Output utf8 = new(output, cancellationToken);
        _rendered.Clear();
        int depth = reader.Depth;
        bool isEmpty = reader.IsEmptyElement;
        WriteElementStart(reader, utf8, context);
        while (!isEmpty && reader.Read())
        {
            WriteNode(reader, utf8);
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth) break;
        }
        utf8.Flush();
    }

    private void WriteNode(XmlReader reader, Utf8Output utf8)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                WriteElementStart(reader, utf8, null);
                break;
            case XmlNodeType.EndElement:
                WriteElementEnd(reader.Prefix, reader.LocalName, utf8);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                WriteText(reader, utf8);
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

    private void WriteText(XmlReader reader, Utf8Output utf8)
    {
        if (!reader.CanReadValueChunk)
        {
            utf8.WriteText(reader.Value.AsSpan());
            return;
        }
        int length;
        while ((length = reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0) utf8.WriteText(_chunk.AsSpan(0, length));
    }

    private void WriteElementStart(XmlReader reader, Utf8Output utf8, AncestorContext? apexContext)
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
            WriteValue(_declarations.ValueOf(_declarations[i]), utf8);
        }
        for (int i = 0; i < _attributes.Count; i++)
        {
            utf8.Write(' ');
            utf8.WriteName(_attributes[i].Prefix, _attributes[i].LocalName);
            WriteValue(_attributes.ValueOf(_attributes[i]), utf8);
        }
        utf8.Write('>');
        if (isEmpty) WriteElementEnd(prefix, localName, utf8);
    }

    private void WriteElementEnd(string prefix, string localName, Utf8Output utf8)
    {
        utf8.Write("</");
        utf8.WriteName(prefix, localName);
        utf8.Write('>');
        _rendered.Leave();
    }

    private static void WriteValue(ReadOnlySpan<char> value, Utf8Output utf8)
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
                if (localName == "Id") SeeId(reader.Value);
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
