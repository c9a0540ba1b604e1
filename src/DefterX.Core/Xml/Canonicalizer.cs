using System;
using System.IO;
using System.Threading;

namespace DefterX.Xml;

/// <summary>Writes the canonical form of XML while it is read: memory stays flat however large the document is.</summary>
/// <remarks>C14N 1.0 and exclusive C14N, for whole documents and for whole elements in their place in the document.</remarks>
internal sealed class Canonicalizer(CanonicalizationMethod method)
{
    private static readonly Utf8Names s_names = new();

    /// <summary>Writes the document.</summary>
    /// <param name="xml">The document, in any encoding, at its start; UTF-8 when the stream cannot seek.</param>
    /// <param name="output">Gets the canonical octets.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="XmlFaultException">The document is not well-formed, has a DTD or a relative namespace name.</exception>
    public void WriteDocument(Stream xml, Stream output, CancellationToken cancellationToken)
    {
        Utf8XmlReader reader = new(Utf8Stream.Open(xml, out _), s_names);
        CanonicalOutput octets = new(output, cancellationToken);
        DocumentWriter writer = new(method, octets);
        while (reader.Read()) writer.Write(reader);
        octets.Flush();
    }

    /// <summary>Writes the first element whose Id attribute has a value.</summary>
    /// <param name="xml">The document, in any encoding, at its start; UTF-8 when the stream cannot seek.</param>
    /// <param name="id">The value.</param>
    /// <param name="idNamespaceUri">The attribute's namespace: "" for XMLDSig, that of WS-Security utility for wsu:Id.</param>
    /// <param name="output">Gets the canonical octets.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False if there is no such element.</returns>
    /// <exception cref="XmlFaultException">As for <see cref="WriteDocument"/>, as far as the document was read.</exception>
    public bool WriteElement(Stream xml, string id, string idNamespaceUri, Stream output, CancellationToken cancellationToken) =>
        WriteElement(xml, tag => tag.Attribute("Id", idNamespaceUri) == id, output, cancellationToken);

    /// <summary>Writes an element by its number in document order, the root being 0.</summary>
    /// <inheritdoc cref="WriteElement(Stream, string, string, Stream, CancellationToken)"/>
    public bool WriteElement(Stream xml, int number, Stream output, CancellationToken cancellationToken) =>
        WriteElement(xml, _ => number-- == 0, output, cancellationToken);

    /// <summary>Writes the first element whose start tag is meant.</summary>
    /// <inheritdoc cref="WriteElement(Stream, string, string, Stream, CancellationToken)"/>
    public bool WriteElement(Stream xml, Func<StartTag, bool> isMeant, Stream output, CancellationToken cancellationToken)
    {
        Utf8XmlReader reader = new(Utf8Stream.Open(xml, out _), s_names);
        while (reader.Read())
        {
            if (reader.Token != XmlToken.StartElement) continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (!isMeant(reader.Tag)) continue;
            WriteElement(reader, output, cancellationToken);
            return true;
        }

        return false;
    }

    private void WriteElement(Utf8XmlReader reader, Stream output, CancellationToken cancellationToken)
    {
        CanonicalOutput octets = new(output, cancellationToken);
        CanonicalWriter writer = new(method, octets);
        int outside = reader.Depth - 1;
        writer.WriteFirst(reader);
        while (reader.Depth > outside && reader.Read()) writer.Write(reader);
        octets.Flush();
    }
}
