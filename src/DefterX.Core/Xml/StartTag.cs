using System;

namespace DefterX.Xml;

/// <summary>A start tag; the same object for tags of the same bytes, so that what is found out of it once holds for all.</summary>
internal sealed class StartTag
{
    public required byte[] Raw { get; init; }

    /// <summary>The end tag that closes it when nothing but the name stands in it.</summary>
    public required byte[] EndTag { get; init; }

    /// <summary>The number of the name among those that the program knows, or 0.</summary>
    public required int NameId { get; init; }

    public required string Prefix { get; init; }

    public required string LocalName { get; init; }

    public required string Uri { get; init; }

    /// <summary>In the order of the file, without namespace declarations.</summary>
    public required TagAttribute[] Attributes { get; init; }

    /// <summary>Namespace declarations: prefix (empty for the default) and name.</summary>
    public required (string Prefix, string Uri)[] Declarations { get; init; }

    public required bool IsEmpty { get; init; }

    /// <summary>The namespaces around the element.</summary>
    public required NamespaceScope Outer { get; init; }

    /// <summary>The namespaces inside the element.</summary>
    public required NamespaceScope Inner { get; init; }

    /// <summary>What the program found out of the tag; null at first.</summary>
    public object? Mark { get; set; }

    /// <summary>The value of an attribute, or null.</summary>
    public string? Attribute(string localName, string uri = "")
    {
        foreach (TagAttribute attribute in Attributes)
        {
            if (attribute.LocalName == localName && attribute.Uri == uri) return attribute.Value;
        }

        return null;
    }
}

/// <summary>An attribute with its value as XML 1.0, 3.3.3 normalises it.</summary>
internal readonly record struct TagAttribute(string Prefix, string LocalName, string Uri, string Value);

/// <summary>Start tags that were read, by their bytes; a tag that is not there is only read again.</summary>
internal sealed class StartTagCache
{
    private const int Size = 1024;
    private const int Longest = 512;
    private readonly StartTag?[] _tags = new StartTag?[Size];

    public StartTag? Find(ReadOnlySpan<byte> raw, NamespaceScope scope)
    {
        StartTag? tag = _tags[Slot(raw)];
        return tag is not null && ReferenceEquals(tag.Outer, scope) && raw.SequenceEqual(tag.Raw) ? tag : null;
    }

    public void Add(StartTag tag)
    {
        if (tag.Raw.Length <= Longest && tag.Declarations.Length == 0) _tags[Slot(tag.Raw)] = tag;
    }

    private static int Slot(ReadOnlySpan<byte> raw)
    {
        ulong hash = (ulong)raw.Length;
        if (raw.Length >= 24)
        {
            hash = (hash * 31)
                ^ Mix(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(8)))
                ^ (Mix(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(16))) << 7)
                ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(raw.Length - 8));
        }
        else
        {
            foreach (byte octet in raw) hash = (hash * 31) + octet;
        }

        return (int)(Mix(hash) >> 54);
    }

    private static ulong Mix(ulong value) => value * 0x9E3779B97F4A7C15;
}
