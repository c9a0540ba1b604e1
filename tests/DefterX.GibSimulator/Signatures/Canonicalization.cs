using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace DefterX.GibSimulator.Signatures;

/// <summary>Canonical XML of an element where it stands, by the transforms of System.Security.Cryptography.Xml.</summary>
internal static class Canonicalization
{
    public static byte[] Bytes(XmlElement element, Transform transform) => Bytes(WithInheritedScope(element), transform);

    public static byte[] Digest(XmlElement element, Transform transform, HashAlgorithm hash) =>
        hash.ComputeHash(Bytes(element, transform));

    /// <summary>The digest of the whole document without the signature, as URI="" and enveloped-signature mean it.</summary>
    public static byte[] DigestEnveloped(XmlElement signature, HashAlgorithm hash)
    {
        XmlNode parent = signature.ParentNode!;
        XmlNode? next = signature.NextSibling;
        parent.RemoveChild(signature);
        try
        {
            return hash.ComputeHash(Bytes(signature.OwnerDocument, new XmlDsigC14NTransform()));
        }
        finally
        {
            parent.InsertBefore(signature, next);
        }
    }

    /// <summary>Not GetDigestedOutput, which is wrong for a document with a processing instruction.</summary>
    private static byte[] Bytes(XmlDocument document, Transform transform)
    {
        transform.LoadInput(document);
        using MemoryStream output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }

    /// <summary>The transform of a CanonicalizationMethod or Transform element.</summary>
    public static Transform Of(XmlElement method)
    {
        string algorithm = method.GetAttribute("Algorithm");
        return algorithm switch
        {
            Names.C14N => new XmlDsigC14NTransform(),
            Names.C14NWithComments => new XmlDsigC14NWithCommentsTransform(),
            Names.ExclusiveC14N => new XmlDsigExcC14NTransform(InclusivePrefixes(method)),
            _ => throw new InvalidSignatureException($"canonicalization {algorithm} is not taken"),
        };
    }

    private static string InclusivePrefixes(XmlElement method) =>
        XmlTree.Children(method, Names.ExclusiveC14N, "InclusiveNamespaces").FirstOrDefault()?.GetAttribute("PrefixList") ?? "";

    /// <summary>A copy as a document of its own, with the namespaces and xml: attributes that it inherits (C14N 1.0 §2.4).</summary>
    private static XmlDocument WithInheritedScope(XmlElement element)
    {
        XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
        XmlElement copy = (XmlElement)document.ImportNode(element, deep: true);
        document.AppendChild(copy);
        for (XmlElement? ancestor = element.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                bool inherited = attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/" || attribute.Prefix == "xml";
                if (inherited && !copy.HasAttribute(attribute.LocalName, attribute.NamespaceURI))
                    copy.SetAttributeNode((XmlAttribute)document.ImportNode(attribute, deep: true));
            }
        }

        return document;
    }
}
