using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;

namespace DefterX.GibSimulator.Signatures;

/// <summary>Reads XML without DTD or outside resources, and finds elements in it.</summary>
internal static class XmlTree
{
    public static XmlDocument Load(byte[] content)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
        using MemoryStream stream = new(content, writable: false);
        using XmlReader reader = XmlReader.Create(stream, settings);
        document.Load(reader);
        return document;
    }

    public static IEnumerable<XmlElement> Children(XmlElement parent, string ns, string name) =>
        parent.ChildNodes.OfType<XmlElement>().Where(child => Is(child, ns, name));

    /// <summary>The one child of that name.</summary>
    /// <exception cref="InvalidSignatureException">There is none, or several.</exception>
    public static XmlElement Only(XmlElement parent, string ns, string name)
    {
        XmlElement[] found = Children(parent, ns, name).Take(2).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new InvalidSignatureException($"{parent.LocalName} has {(found.Length == 0 ? "no" : "more than one")} {name}");
    }

    public static bool Is(XmlElement element, string ns, string name) => element.LocalName == name && element.NamespaceURI == ns;

    /// <summary>Elements by their Ids, in every spelling in use.</summary>
    /// <exception cref="InvalidSignatureException">An Id occurs twice, so a reference could mean either element.</exception>
    public static Dictionary<string, XmlElement> Ids(XmlElement root)
    {
        Dictionary<string, XmlElement> ids = new(System.StringComparer.Ordinal);
        foreach (XmlElement element in SelfAndDescendants(root))
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (IsId(attribute) && !ids.TryAdd(attribute.Value, element))
                    throw new InvalidSignatureException($"the Id '{attribute.Value}' occurs twice");
            }
        }

        return ids;
    }

    public static IEnumerable<XmlElement> SelfAndDescendants(XmlElement root)
    {
        for (XmlNode? node = root; node is not null; node = Next(node, root))
        {
            if (node is XmlElement element)
                yield return element;
        }
    }

    private static XmlNode? Next(XmlNode node, XmlElement root)
    {
        if (node.FirstChild is not null)
            return node.FirstChild;
        while (node != root && node.NextSibling is null)
            node = node.ParentNode!;
        return node == root ? null : node.NextSibling;
    }

    private static bool IsId(XmlAttribute attribute) => attribute.NamespaceURI switch
    {
        "" => attribute.LocalName is "Id" or "ID" or "id",
        Names.Wsu => attribute.LocalName == "Id",
        "http://www.w3.org/XML/1998/namespace" => attribute.LocalName == "id",
        _ => false,
    };
}
