using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Looks into the elements of a signature by exact place, never by a search of the document.</summary>
internal static class XmlElementExtensions
{
    public static IEnumerable<XmlElement> Children(this XmlElement parent, string name, string namespaceUri = N.Ds) =>
        parent.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == name && e.NamespaceURI == namespaceUri);

    /// <summary>The elements at a path of XAdES names.</summary>
    public static IEnumerable<XmlElement> XadesPath(this XmlElement parent, params string[] names) =>
        names.Aggregate<string, IEnumerable<XmlElement>>(
            [parent], (found, name) => found.SelectMany(e => e.Children(name, N.Xades)));

    /// <summary>The Algorithm of the only child of a name, or empty.</summary>
    public static string AlgorithmOf(this XmlElement parent, string name)
    {
        XmlElement[] children = [.. parent.Children(name)];
        return children.Length == 1 ? children[0].GetAttribute("Algorithm") : "";
    }

    /// <summary>The base64 content of the children of a name; they are one in what is valid.</summary>
    /// <exception cref="FormatException">It is no base64.</exception>
    public static byte[] DecodeChild(this XmlElement parent, string name, string namespaceUri = N.Ds) =>
        Convert.FromBase64String(string.Concat(parent.Children(name, namespaceUri).Select(e => e.InnerText)));

    /// <summary>The canonicalisation that a CanonicalizationMethod or Transform element names, or null.</summary>
    public static CanonicalizationMethod? ToCanonicalizationMethod(this XmlElement element) => CanonicalizationMethod.FromUri(
        element.GetAttribute("Algorithm"),
        element.Children("InclusiveNamespaces", N.ExclusiveC14N).FirstOrDefault()?.GetAttribute("PrefixList") ?? "");
}
