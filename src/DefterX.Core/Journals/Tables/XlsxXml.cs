using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>Reads the XML of a workbook's parts: no document type, no entities, nothing from elsewhere.</summary>
internal static class XlsxXml
{
    private const int LongestText = 1 << 20;

    // A workbook's parts nest less than ten deep; each level takes memory.
    private const int DeepestLevel = 64;

    /// <summary>A reader that takes its stream along.</summary>
    public static XmlReader CreateReader(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>Goes to the next node.</summary>
    public static bool Next(XmlReader reader)
    {
        if (!reader.Read()) return false;
        return reader.Depth <= DeepestLevel ? true : throw ZipDirectory.Damaged();
    }

    /// <summary>The text of <c>si</c> or <c>is</c>, on which the reader stands: all its <c>t</c> but those of phonetic hints; the
    /// reader stands on its end then.</summary>
    public static string ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement) return "";
        int depth = reader.Depth;
        string? single = null;
        StringBuilder? several = null;
        while (Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "rPh") Skip(reader);
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "t") continue;
            string part = ReadContent(reader);
            if (single is not null) several = (several ?? new StringBuilder(single)).Append(part);
            single ??= part;
            if (several?.Length > LongestText) throw ZipDirectory.Damaged();
        }

        return Unescape(several?.ToString() ?? single ?? "");
    }

    /// <summary>The text within the element on which the reader stands; the reader stands on its end then.</summary>
    public static string ReadContent(XmlReader reader)
    {
        if (reader.IsEmptyElement) return "";
        int depth = reader.Depth;
        string text = "";
        while (Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EntityReference)
            {
                throw ZipDirectory.Damaged();
            }

            text = text.Length == 0 ? reader.Value : text + reader.Value;
            if (text.Length > LongestText) throw ZipDirectory.Damaged();
        }

        return text;
    }

    /// <summary>Goes to the end of the element on which the reader stands.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        int depth = reader.Depth;
        while (Next(reader) && reader.Depth > depth)
        {
        }
    }

    // Characters that XML cannot hold stand as _x000D_ (ECMA-376 part 1, 22.4.2.4).
    private static string Unescape(string text)
    {
        int start = text.IndexOf("_x", StringComparison.Ordinal);
        if (start < 0) return text;
        StringBuilder plain = new(text.Length);
        int position = 0;
        for (; start >= 0; start = text.IndexOf("_x", position, StringComparison.Ordinal))
        {
            plain.Append(text, position, start - position);
            int code = 0;
            bool isEscape = start + 7 <= text.Length && text[start + 6] == '_'
                && int.TryParse(text.Substring(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
            plain.Append(isEscape ? ((char)code).ToString() : "_x");
            position = start + (isEscape ? 7 : 2);
        }

        return plain.Append(text, position, text.Length - position).ToString();
    }
}
