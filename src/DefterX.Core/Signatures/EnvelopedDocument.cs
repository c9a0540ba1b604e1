using System.IO;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading;
using DefterX.Files;
using DefterX.Xml;

namespace DefterX.Signatures;

/// <summary>
/// A document as its enveloped signature sees it, from one pass: the digest of all but the signature, and in memory
/// the root's start tag with the signature in it.
/// </summary>
internal sealed class EnvelopedDocument
{
    // Certificates with their chain take kilobytes, time stamps and revocation lists more; no e-Defter comes near.
    private const int LargestSignature = 4 << 20;
    private static readonly Utf8Names s_names = new();
    private static readonly int s_signature = s_names.Add(XmlSignatureNames.Ds, "Signature");

    private readonly Utf8XmlReader _reader;
    private readonly DocumentIds _ids = new();

    private EnvelopedDocument(Stream stream) => _reader = new Utf8XmlReader(stream, s_names);

    /// <summary>Digest of the canonical form (C14N 1.0 without comments) without the root's ds:Signature children.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <summary>The root's start tag.</summary>
    public StartTag Root { get; private set; } = null!;

    /// <summary>Where the root's end tag begins in the file, in octets; -1 when the root is an empty tag.</summary>
    public long RootEndTag => _reader.RootEndTag;

    /// <summary>The root's first ds:Signature, or null.</summary>
    public SignatureInDocument? Signature { get; private set; }

    /// <summary>The number of the root's ds:Signature children.</summary>
    public int SignatureCount { get; private set; }

    /// <summary>Whether an element follows the signature in the root.</summary>
    public bool HasElementBehindSignature { get; private set; }

    /// <summary>Whether there is a ds:Signature deeper in what is signed.</summary>
    public bool HasSignatureInContent { get; private set; }

    /// <summary>An Id that occurs twice, or null.</summary>
    public string? RepeatedId => _ids.Repeated;

    /// <param name="stream">UTF-8.</param>
    /// <param name="algorithm">The digest's.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="XmlFaultException">The document is not well-formed, has a DTD, or parts too large to be honest.</exception>
    public static EnvelopedDocument Read(Stream stream, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        EnvelopedDocument document = new(stream);
        using HashStream hash = new(algorithm);
        CanonicalOutput output = new(hash, cancellationToken);
        document.Read(new DocumentWriter(CanonicalizationMethod.Inclusive, output));
        output.Flush();
        document.Digest = hash.GetHashAndReset();
        return document;
    }

    [MethodImpl(Hot.Method)]
    private void Read(DocumentWriter writer)
    {
        while (_reader.Read())
        {
            if (_reader.Token == XmlToken.StartElement && IsEnveloped(_reader.Tag)) KeepSignature();
            else writer.Write(_reader);
        }
    }

    /// <summary>Looks at each element; true for a ds:Signature in the root.</summary>
    [MethodImpl(Hot.Method)]
    private bool IsEnveloped(StartTag tag)
    {
        _ids.See(tag, _reader);
        int depth = _reader.Depth;
        if (depth == 1) Root = tag;
        if (depth == 2 && tag.NameId == s_signature) return true;
        if (depth == 2 && SignatureCount > 0) HasElementBehindSignature = true;
        if (tag.NameId == s_signature) HasSignatureInContent = true;
        return false;
    }

    private void KeepSignature()
    {
        SignatureCount++;
        using MemoryStream kept = new();
        CanonicalOutput output = new(kept, CancellationToken.None);
        CanonicalWriter writer = new(CanonicalizationMethod.InclusiveWithComments, output);
        _ids.IsInSignature = true;
        int outside = _reader.Depth - 1;
        writer.Write(_reader);
        while (_reader.Depth > outside && _reader.Read())
        {
            if (_reader.Token == XmlToken.StartElement) _ids.See(_reader.Tag, _reader);
            writer.Write(_reader);
            if (kept.Length > LargestSignature) throw new XmlFaultException(XmlFault.Size, _reader.Line);
        }

        _ids.IsInSignature = false;
        output.Flush();
        Signature ??= new SignatureInDocument(Root, kept.ToArray());
    }
}
