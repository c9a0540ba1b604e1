using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Xml;

namespace DefterX.Xml;

/// <summary>Writes the canonical form of XML while it is read: memory stays flat however large the document is.</summary>
/// <remarks>
/// C14N 1.0 and exclusive C14N for whole documents, and for whole elements in their place in the document. The readers must
/// keep white space and accept no DTD, as those of <see cref="SecureXml"/> do.
/// </remarks>
internal class Canonicalizer(CanonicalizationMethod method)
{
    /// <summary>Writes the document, from a reader that stands before it.</summary>
    /// <exception cref="XmlException">The document is not well-formed.</exception>
    public void WriteDocument(XmlReader reader, Stream output, CancellationToken cancellationToken)
    {
        Utf8Output utf8 = new(output, cancellationToken);
        CanonicalNodeWriter writer = new(method, utf8, SeeId);
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
                writer.WriteNode(reader);
            }
            else if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                isAfterRoot = reader.NodeType == XmlNodeType.EndElement || reader.IsEmptyElement;
                writer.WriteNode(reader);
            }
            else if (reader.NodeType == XmlNodeType.ProcessingInstruction
                || (reader.NodeType == XmlNodeType.Comment && method.WithComments))
            {
                if (isAfterRoot) utf8.Write('\n');
                writer.WriteNode(reader);
                if (!isAfterRoot) utf8.Write('\n');
            }
            found = reader.Read();
        }
        utf8.Flush();
    }

    /// <summary>Writes the first element whose Id attribute has a value, from a reader that stands before the document.</summary>
    /// <param name="reader">The document.</param>
    /// <param name="id">The value.</param>
    /// <param name="idNamespaceUri">The attribute's namespace: "" for XMLDSig, that of WS-Security utility for wsu:Id.</param>
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
        CanonicalNodeWriter writer = new(method, utf8, SeeId);
        int depth = reader.Depth;
        bool isEmpty = reader.IsEmptyElement;
        writer.WriteElementStart(reader, context);
        while (!isEmpty && reader.Read())
        {
            writer.WriteNode(reader);
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth) break;
        }
        utf8.Flush();
    }
}
