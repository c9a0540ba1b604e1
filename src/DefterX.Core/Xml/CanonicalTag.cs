using System;
using System.Collections.Generic;

namespace DefterX.Xml;

/// <summary>Writes start tags in canonical form (C14N 1.0, 2.3).</summary>
internal static class CanonicalTag
{
    /// <summary>The tag, with the given declarations and attributes in their order.</summary>
    /// <param name="declarations">Prefixes and names, in any order.</param>
    /// <param name="attributes">In any order.</param>
    public static byte[] Write(
        StartTag tag, List<(string Prefix, string Uri)> declarations, IReadOnlyCollection<TagAttribute> attributes)
    {
        CanonicalBuffer buffer = new(256);
        buffer.Raw("<"u8);
        Name(buffer, tag.Prefix, tag.LocalName);
        declarations.Sort(static (left, right) => CodePointOrder.Compare(left.Prefix, right.Prefix));
        foreach ((string prefix, string uri) in declarations)
        {
            buffer.Raw(prefix.Length == 0 ? " xmlns"u8 : " xmlns:"u8);
            Value(buffer.Attribute(prefix), uri);
        }

        TagAttribute[] sorted = [.. attributes];
        Array.Sort(sorted, static (left, right) => CodePointOrder.Compare(left, right));
        foreach (TagAttribute attribute in sorted)
        {
            buffer.Raw(" "u8);
            Name(buffer, attribute.Prefix, attribute.LocalName);
            Value(buffer, attribute.Value);
        }

        return buffer.Raw(">"u8).Bytes.ToArray();
    }

    /// <summary>The declarations of a tag that say what is not said around it already.</summary>
    public static List<(string Prefix, string Uri)> New(StartTag tag)
    {
        List<(string, string)> declarations = [];
        foreach ((string prefix, string uri) in tag.Declarations)
        {
            if (prefix != "xml" && tag.Outer.Find(prefix) != uri) declarations.Add((prefix, uri));
        }

        return declarations;
    }

    /// <summary>All declarations in scope in an element; <c>xmlns=""</c> is none.</summary>
    public static List<(string Prefix, string Uri)> InScope(NamespaceScope scope)
    {
        List<(string, string)> declarations = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { "xml" };
        for (NamespaceScope? at = scope; at is not null; at = at.Outer)
        {
            if (seen.Add(at.Prefix) && at.Uri.Length > 0) declarations.Add((at.Prefix, at.Uri));
        }

        return declarations;
    }

    private static void Name(CanonicalBuffer buffer, string prefix, string localName)
    {
        if (prefix.Length > 0) buffer.Attribute(prefix).Raw(":"u8);
        buffer.Attribute(localName);
    }

    private static void Value(CanonicalBuffer buffer, string value) => buffer.Raw("=\""u8).Attribute(value).Raw("\""u8);
}
