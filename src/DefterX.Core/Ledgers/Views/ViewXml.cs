using System;
using System.Xml;

namespace DefterX.Ledgers.Views;

/// <summary>Names and steps that reading a document for its view needs.</summary>
internal static class ViewXml
{
    public const string EDefter = "http://www.edefter.gov.tr";
    public const string Instance = "http://www.xbrl.org/2003/instance";
    public const string Cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";

    /// <summary>Whether the reader stands on the start or the end of an element of XBRL GL's core module.</summary>
    public static bool IsCor(this XmlReader reader, string name) => reader.LocalName == name && reader.NamespaceURI == Cor;

    /// <summary>The failure of a file that is no XML, or not of XBRL GL's shape.</summary>
    public static DefterXException Malformed(string path, XmlException e) => new(
        ErrorIds.LedgerInvalid, Text.Format(Strings.ViewMalformed, path, Math.Max(1, e.LineNumber), e.Message), path, e);

    /// <summary>Writes the reader's node alone, without what follows in it.</summary>
    public static void CopyNode(this XmlWriter writer, XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: false);
                if (reader.IsEmptyElement) writer.WriteEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                writer.WriteString(reader.Value);
                break;
            case XmlNodeType.EndElement:
                writer.WriteEndElement();
                break;
        }
    }
}
