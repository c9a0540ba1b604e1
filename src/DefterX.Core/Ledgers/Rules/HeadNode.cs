using System.Collections.Generic;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>An element of what stands around a document's entries.</summary>
internal sealed class HeadNode(int name, StartTag? tag, HeadNode? parent, long line)
{
    private static readonly List<HeadNode> s_none = [];
    private List<HeadNode>? _children;

    public int Name { get; } = name;

    public StartTag? Tag { get; } = tag;

    public HeadNode? Parent { get; } = parent;

    public long Line { get; } = line;

    /// <summary>The string value, where a rule asks for it.</summary>
    public string Text { get; set; } = "";

    public List<HeadNode> Children => _children ?? s_none;

    public void Add(HeadNode child) => (_children ??= []).Add(child);

    /// <summary>The children of a name.</summary>
    public List<HeadNode> All(int name) => Children.FindAll(child => child.Name == name);

    public bool Has(int name) => Children.Exists(child => child.Name == name);
}
