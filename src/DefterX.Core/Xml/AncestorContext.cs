using System;
using System.Collections.Generic;
using System.Xml;

namespace DefterX.Xml;

/// <summary>
/// What an element inherits from its ancestors: namespaces in scope and xml:* attributes (C14N 1.0, 2.4). Immutable.
/// </summary>
internal sealed class AncestorContext
{
    private AncestorContext(Dictionary<string, string> namespaces, Dictionary<string, string> xmlAttributes)
    {
        Namespaces = namespaces;
        XmlAttributes = xmlAttributes;
    }

    public static AncestorContext Empty { get; } = new([], []);

    /// <summary>URIs by prefix; the default namespace has the prefix "".</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; }

    /// <summary>Values of xml:* attributes by local name.</summary>
    public IReadOnlyDictionary<string, string> XmlAttributes { get; }

    /// <summary>The context of the children of the element at which the reader stands.</summary>
    public AncestorContext Inside(XmlReader reader)
    {
        Dictionary<string, string>? namespaces = null;
        Dictionary<string, string>? xmlAttributes = null;
        for (bool found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == CanonicalAttribute.XmlnsUri)
                (namespaces ??= Copy(Namespaces))[reader.Prefix.Length == 0 ? "" : reader.LocalName] = reader.Value;
            else if (reader.NamespaceURI == CanonicalAttribute.XmlUri)
                (xmlAttributes ??= Copy(XmlAttributes))[reader.LocalName] = reader.Value;
        }
        reader.MoveToElement();
        return namespaces is null && xmlAttributes is null
            ? this
            : new AncestorContext(namespaces ?? Copy(Namespaces), xmlAttributes ?? Copy(XmlAttributes));
    }

    /// <summary>The context of an element of a document in memory.</summary>
    public static AncestorContext Of(XmlElement element)
    {
        Dictionary<string, string> namespaces = new(StringComparer.Ordinal);
        Dictionary<string, string> xmlAttributes = new(StringComparer.Ordinal);
        for (XmlNode? node = element.ParentNode; node is XmlElement; node = node.ParentNode)
        {
            foreach (XmlAttribute attribute in node.Attributes!)
            {
                bool isDeclaration = attribute.NamespaceURI == CanonicalAttribute.XmlnsUri;
                if (!isDeclaration && attribute.NamespaceURI != CanonicalAttribute.XmlUri) continue;
                string name = isDeclaration && attribute.Prefix.Length == 0 ? "" : attribute.LocalName;
                Dictionary<string, string> inherited = isDeclaration ? namespaces : xmlAttributes;
                if (!inherited.ContainsKey(name)) inherited.Add(name, attribute.Value);
            }
        }
        return new AncestorContext(namespaces, xmlAttributes);
    }

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string> source)
    {
        Dictionary<string, string> copy = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in source) copy.Add(pair.Key, pair.Value);
        return copy;
    }
}
