using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>A start tag; the same object for tags of the same bytes, so that what is found out of it once holds for
/// all.</summary>
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

    /// <summary>The name with its prefix.</summary>
    public string Name => Prefix.Length == 0 ? LocalName : Prefix + ":" + LocalName;

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

    /// <summary>The tag in the canonical form that it has within a document; null until it was written once.</summary>
    internal byte[]? Canonical { get; set; }

    /// <summary>The tag that came after it last time, as a guess.</summary>
    internal StartTag? Following { get; set; }

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
    private const int Sets = 256;
    private const int Ways = 4;
    private const int Longest = 512;
    private readonly StartTag?[] _tags = new StartTag?[Sets * Ways];
    private int _turn;

    [MethodImpl(Hot.Method)]
    public StartTag? Find(ReadOnlySpan<byte> raw, NamespaceScope scope)
    {
        StartTag?[] tags = _tags;
        int set = Set(raw);
        for (int i = set; i < set + Ways; i++)
        {
            StartTag? tag = tags[i];
            if (tag is not null && ReferenceEquals(tag.Outer, scope) && raw.SequenceEqual(tag.Raw)) return tag;
        }

        return null;
    }

    public void Add(StartTag tag)
    {
        if (tag.Raw.Length > Longest || tag.Declarations.Length > 0) return;
        int set = Set(tag.Raw);
        int way = Array.IndexOf(_tags, null, set, Ways);
        _tags[way >= 0 ? way : set + (_turn++ & (Ways - 1))] = tag;
    }

    private static int Set(ReadOnlySpan<byte> raw)
    {
        ulong hash = (ulong)raw.Length;
        if (raw.Length >= 24)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(8)));
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(16)));
        }
        else if (raw.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw));
        }

        if (raw.Length >= 8) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw.Slice(raw.Length - 8)));
        return (int)(hash >> 56) * Ways;
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        return value ^ (value >> 32);
    }
}
