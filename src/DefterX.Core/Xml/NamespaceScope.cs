namespace DefterX.Xml;

/// <summary>A namespace declaration and those around it; the same object as long as nothing is declared.</summary>
internal sealed class NamespaceScope
{
    public const string XmlUri = "http://www.w3.org/XML/1998/namespace";

    public const string XmlnsUri = "http://www.w3.org/2000/xmlns/";

    public NamespaceScope(NamespaceScope? outer, string prefix, string uri)
    {
        Outer = outer;
        Prefix = prefix;
        Uri = uri;
        Count = (outer?.Count ?? 0) + 1;
    }

    /// <summary>What is declared in every document.</summary>
    public static NamespaceScope Root { get; } = new(new NamespaceScope(null, "", ""), "xml", XmlUri);

    /// <summary>What was declared before, or null.</summary>
    public NamespaceScope? Outer { get; }

    /// <summary>How many declarations there are, this one and the two of <see cref="Root"/> included.</summary>
    public int Count { get; }

    public string Prefix { get; }

    public string Uri { get; }

    /// <summary>The namespace of a prefix, or null.</summary>
    public string? Find(string prefix)
    {
        for (NamespaceScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Prefix == prefix) return scope.Uri;
        }

        return null;
    }
}
