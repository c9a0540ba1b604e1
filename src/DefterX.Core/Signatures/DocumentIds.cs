using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Signatures;

/// <summary>Watches that no two elements have the same Id, lest another verifier take one for the other.</summary>
internal sealed class DocumentIds
{
    // Ids are for the parts of a signature; a document that is full of them would fill the memory.
    private const int Most = 1 << 17;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatureIds = new(StringComparer.Ordinal);

    /// <summary>Whether what comes is of the signature.</summary>
    public bool IsInSignature { get; set; }

    /// <summary>An Id that occurs twice; or one of the signature that an attribute <c>id</c>, <c>ID</c> or <c>xml:id</c>, which others
    /// may take for one, has too. Null if there is none.</summary>
    public string? Repeated => _repeated ?? _signatureIds.FirstOrDefault(_otherIds.Contains);

    private string? _repeated;

    /// <summary>Sees a start tag.</summary>
    /// <exception cref="XmlFaultException">There are too many Ids.</exception>
    [MethodImpl(Hot.Method)]
    public void See(StartTag tag, Utf8XmlReader reader)
    {
        TagAttribute[] ids = (TagAttribute[])(tag.Mark ??= Find(tag));
        if (ids.Length > 0) See(ids, reader);
    }

    private void See(TagAttribute[] ids, Utf8XmlReader reader)
    {
        foreach (TagAttribute id in ids)
        {
            if (id.LocalName == "Id")
            {
                if (!_ids.Add(id.Value)) _repeated ??= id.Value;
                if (IsInSignature) _signatureIds.Add(id.Value);
            }
            else
            {
                _otherIds.Add(id.Value);
            }
        }

        if (_ids.Count + _otherIds.Count > Most) throw new XmlFaultException(XmlFault.Size, reader.Line);
    }

    private static TagAttribute[] Find(StartTag tag) => [.. tag.Attributes.Where(attribute =>
        attribute.LocalName is "Id" or "id" or "ID" && attribute.Uri is "" or NamespaceScope.XmlUri)];
}
