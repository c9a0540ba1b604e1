using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Xml;
using DefterX.Files;
using DefterX.Xml;

namespace DefterX.Signatures;

/// <summary>A root's start tag with its ds:Signature in memory, and nothing else of the document: parts of the signature have the
/// same canonical form here as there, since they inherit from the root alone (C14N 1.0, 2.4).</summary>
internal sealed class SignatureInDocument
{
    private readonly byte[] _xml;

    /// <param name="root">The root's start tag.</param>
    /// <param name="signature">The octets of the ds:Signature.</param>
    /// <exception cref="XmlException">The signature is not well-formed.</exception>
    public SignatureInDocument(StartTag root, byte[] signature)
    {
        TagAttribute[] inherited = [.. root.Attributes.Where(attribute => attribute.Uri == NamespaceScope.XmlUri)];
        _xml = [.. CanonicalTag.Write(root, CanonicalTag.InScope(root.Inner), inherited), .. signature, .. root.EndTag];
        XmlDocument document = SecureXml.NewDocument();
        using MemoryStream stream = new(_xml, writable: false);
        using XmlReader reader = SecureXml.Read(stream);
        document.Load(reader);
        Root = document.DocumentElement!;
        Element = Root.ChildNodes.OfType<XmlElement>().Single();
    }

    /// <summary>The root: its name, namespaces and xml:* attributes, with the signature alone in it.</summary>
    public XmlElement Root { get; }

    /// <summary>The ds:Signature.</summary>
    public XmlElement Element { get; }

    /// <summary>The canonical form of an element of the signature in its place in the document.</summary>
    public byte[] Canonicalize(XmlElement element, CanonicalizationMethod method)
    {
        using MemoryStream output = new();
        Write(element, method, output);
        return output.ToArray();
    }

    /// <summary>The digest of an element that a reference names by its Id: comments are left out (XMLDSig 4.4.3.3).</summary>
    public byte[] Digest(XmlElement element, CanonicalizationMethod method, HashAlgorithmName algorithm)
    {
        using HashStream hash = new(algorithm);
        Write(element, method.WithoutComments(), hash);
        return hash.GetHashAndReset();
    }

    private void Write(XmlElement element, CanonicalizationMethod method, Stream output)
    {
        using MemoryStream xml = new(_xml, writable: false);
        if (!new Canonicalizer(method).WriteElement(xml, NumberOf(element), output, CancellationToken.None))
            throw new ArgumentException("The element is of another document.", nameof(element));
    }

    /// <summary>How many elements begin before an element, in document order.</summary>
    private int NumberOf(XmlElement element)
    {
        int number = 0;
        for (XmlNode node = Root; node != element; node = Next(node)) number += node is XmlElement ? 1 : 0;
        return number;

        static XmlNode Next(XmlNode node)
        {
            if (node.FirstChild is XmlNode child) return child;
            XmlNode? at = node;
            while (at is not null && at.NextSibling is null) at = at.ParentNode;
            return at?.NextSibling ?? throw new ArgumentException("The element is of another document.", nameof(element));
        }
    }
}
