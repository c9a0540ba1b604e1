using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Signatures;

/// <summary>
/// A document as its enveloped signature sees it, from one pass: the digest of all but the signature, and in memory
/// the root's start tag with the signature in it.
/// </summary>
internal sealed class EnvelopedDocument
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private EnvelopedDocument()
    {
    }

    /// <summary>Digest of the canonical form (C14N 1.0 without comments) without the root's ds:Signature children.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <summary>The root: its name, namespaces and xml:* attributes, and of its content the first ds:Signature alone.</summary>
    public XmlElement Root { get; private set; } = null!;

    /// <summary>The root's first ds:Signature, or null.</summary>
    public XmlElement? Signature { get; private set; }

    /// <summary>The number of the root's ds:Signature children.</summary>
    public int SignatureCount { get; private set; }

    /// <summary>Whether an element follows the signature in the root.</summary>
    public bool HasElementBehindSignature { get; private set; }

    /// <summary>Whether there is a ds:Signature deeper in what is signed.</summary>
    public bool HasSignatureInContent { get; private set; }

    /// <summary>An Id that occurs twice, or null.</summary>
    public string? RepeatedId { get; private set; }

    /// <exception cref="XmlException">The document is not well-formed, or has a DTD.</exception>
    public static EnvelopedDocument Read(Stream stream, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        EnvelopedDocument document = new();
        using HashStream hash = new(algorithm);
        using XmlReader reader = SecureXml.Read(stream);
        new Pass(document).WriteDocument(reader, hash, cancellationToken);
        document.Digest = hash.GetHashAndReset();
        return document;
    }

    private void SeeId(string id)
    {
        if (!_ids.Add(id)) RepeatedId ??= id;
    }

    private void KeepRoot(XmlReader reader)
    {
        XmlDocument document = SecureXml.NewDocument();
        Root = document.CreateElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        document.AppendChild(Root);
        for (bool found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI is not (CanonicalAttribute.XmlnsUri or CanonicalAttribute.XmlUri)) continue;
            XmlAttribute attribute = document.CreateAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI);
            attribute.Value = reader.Value;
            Root.SetAttributeNode(attribute);
        }
        reader.MoveToElement();
    }

    private void KeepSignature(XmlReader reader)
    {
        SignatureCount++;
        XmlElement signature = (XmlElement)Root.OwnerDocument.ReadNode(reader)!;
        foreach (XmlAttribute id in signature.SelectNodes("descendant-or-self::*/@Id")!) SeeId(id.Value);
        if (Signature is not null) return;
        Signature = signature;
        Root.AppendChild(signature);
    }

    private sealed class Pass(EnvelopedDocument document) : Canonicalizer(CanonicalizationMethod.Inclusive)
    {
        protected override bool Omit(XmlReader reader)
        {
            int depth = reader.Depth;
            bool isSignature = reader.LocalName == "Signature" && reader.NamespaceURI == XmlSignatureNames.Ds;
            if (depth == 1 && isSignature)
            {
                document.KeepSignature(reader);
                return true;
            }
            if (depth == 0) document.KeepRoot(reader);
            else if (depth == 1 && document.Signature is not null) document.HasElementBehindSignature = true;
            if (isSignature) document.HasSignatureInContent = true;
            return false;
        }

        protected override void SeeId(string id) => document.SeeId(id);
    }
}
