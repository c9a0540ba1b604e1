using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>What stands in a ledger before its entries.</summary>
internal sealed record LedgerHead
{
    private const string Cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    private const string Instance = "http://www.xbrl.org/2003/instance";

    /// <summary>VKN or TCKN.</summary>
    public required string Identifier { get; init; }

    /// <summary>The context's date, which is the creation date.</summary>
    public required DateTime Instant { get; init; }

    /// <summary>ISO 4217 code of the books.</summary>
    public required string Currency { get; init; }

    /// <summary>Y, K or E, by entriesType.</summary>
    public required LedgerFileKind Kind { get; init; }

    public required XmlElement DocumentInfo { get; init; }

    public required XmlElement EntityInformation { get; init; }

    /// <summary>entriesComment.</summary>
    public string Comment => Value(DocumentInfo, "entriesComment");

    /// <summary>The taxpayer's title or name.</summary>
    public string Title => Named("Kurum Unvanı") ?? Named("Adı Soyadı") ?? "";

    /// <summary>The branch's name, or null.</summary>
    public string? BranchName => Named("Şube Adı");

    /// <summary>Reads up to the first entry.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>.</exception>
    public static LedgerHead Read(string path)
    {
        using FileStream stream = SecureXml.OpenFile(path);
        using XmlReader reader = SecureXml.ReadContent(stream);
        XmlDocument document = SecureXml.NewDocument();
        XmlElement? context = null;
        XmlElement? information = null;
        XmlElement? entity = null;
        string currency = "TRY";
        try
        {
            reader.MoveToContent();
            while (!reader.EOF && entity is null)
            {
                if (reader.NodeType != XmlNodeType.Element) reader.Read();
                else if (reader.NamespaceURI == Instance && reader.LocalName == "context") context = Load(document, reader);
                else if (reader.NamespaceURI == Instance && reader.LocalName == "measure")
                {
                    string measure = reader.ReadElementContentAsString().Trim();
                    if (measure.StartsWith("iso4217:", StringComparison.Ordinal)) currency = measure.Substring("iso4217:".Length);
                }
                else if (reader.NamespaceURI == Cor && reader.LocalName == "documentInfo") information = Load(document, reader);
                else if (reader.NamespaceURI == Cor && reader.LocalName == "entityInformation") entity = Load(document, reader);
                else reader.Read();
            }
        }
        catch (XmlException e)
        {
            throw new DefterXException(
                ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerMalformed, path, e.LineNumber, e.Message), path, e);
        }

        if (context is null || information is null || entity is null)
        {
            throw new DefterXException(ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerHeadMissing, path), path);
        }

        return new LedgerHead
        {
            Identifier = Value(context, "identifier"),
            Instant = DateTime.ParseExact(Value(context, "instant"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Currency = currency,
            Kind = Value(information, "entriesType") switch
            {
                "journal" => LedgerFileKind.Y,
                "ledger" => LedgerFileKind.K,
                _ => LedgerFileKind.E,
            },
            DocumentInfo = information,
            EntityInformation = entity,
        };
    }

    /// <summary>An organizationIdentifier by its organizationDescription (XBRL GL Genel Açıklamalar 4.2.4).</summary>
    private string? Named(string description) => EntityInformation.ChildNodes.OfType<XmlElement>()
        .Where(element => element.LocalName == "organizationIdentifiers" && Value(element, "organizationDescription") == description)
        .Select(element => Value(element, "organizationIdentifier"))
        .FirstOrDefault();

    private static XmlElement Load(XmlDocument document, XmlReader reader)
    {
        using XmlReader subtree = reader.ReadSubtree();
        subtree.Read();
        XmlElement element = (XmlElement)document.ReadNode(subtree)!;
        subtree.Close();
        reader.Read();
        return element;
    }

    private static string Value(XmlElement parent, string name) =>
        parent.GetElementsByTagName(name, "*").Item(0)?.InnerText.Trim() ?? "";
}
