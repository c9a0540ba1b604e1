using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Reads the signature at the end of a large document without reading what is before it.</summary>
internal static class SignatureTail
{
    private const int MaxLength = 1 << 18;

    // Behind the start of a real element none of these can end a comment, section or instruction that began before it.
    private static readonly string[] s_marks = ["<!", "-->", "]]>", "<?", "?>"];

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of ds:SignatureValue in the root's last child, with its line breaks; null where that child is no
    /// ds:Signature of that prefix, or where it is not certain to be.</summary>
    /// <remarks>From the last <c>&lt;ds:Signature</c> on, up to the root's end tag, there must be one well-formed element that
    /// holds no markup but tags: in a well-formed document it is then the root's last child.</remarks>
    public static string? ReadSignatureValue(FileStream file)
    {
        try
        {
            using XmlReader head = SecureXml.Read(file);
            if (head.MoveToContent() != XmlNodeType.Element) return null;
            long end = RootEndTag.Find(file, head.Name, MaxLength);
            if (end < 0) return null;
            string tail = ReadText(file, Math.Max(0, end - MaxLength), end);
            int start = tail.LastIndexOf("<ds:Signature ", StringComparison.Ordinal);
            return start < 0 ? null : ReadElement(tail.Substring(start), (IXmlNamespaceResolver)head, head.NameTable);
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? ReadElement(string element, IXmlNamespaceResolver root, XmlNameTable names)
    {
        if (Array.Exists(s_marks, mark => element.IndexOf(mark, StringComparison.Ordinal) >= 0)) return null;
        XmlNamespaceManager scope = new(names);
        foreach (KeyValuePair<string, string> declared in root.GetNamespacesInScope(XmlNamespaceScope.ExcludeXml))
            scope.AddNamespace(declared.Key, declared.Value);
        XmlReaderSettings settings = new()
        {
            ConformanceLevel = ConformanceLevel.Fragment,
            DtdProcessing = DtdProcessing.Prohibit,
        };
        using XmlReader reader = XmlReader.Create(
            new StringReader(element), settings, new XmlParserContext(names, scope, null, XmlSpace.None));
        if (!reader.Read() || reader.LocalName != "Signature" || reader.NamespaceURI != N.Ds) return null;
        string? value = null;
        while (reader.Read())
        {
            if (reader.Depth == 0 && reader.NodeType is not (XmlNodeType.EndElement or XmlNodeType.Whitespace)) return null;
            if (value is null && reader.Depth == 1 && reader.IsStartElement("SignatureValue", N.Ds))
                value = reader.ReadElementContentAsString();
        }

        return value;
    }

    private static string ReadText(FileStream file, long start, long end)
    {
        byte[] bytes = new byte[end - start];
        file.Position = start;
        for (int count = 0; count < bytes.Length;)
        {
            int read = file.Read(bytes, count, bytes.Length - count);
            if (read == 0) throw new EndOfStreamException();
            count += read;
        }

        // The first character may be cut in two.
        int first = 0;
        while (first < bytes.Length && (bytes[first] & 0xC0) == 0x80) first++;
        return s_strict.GetString(bytes, first, bytes.Length - first);
    }
}
