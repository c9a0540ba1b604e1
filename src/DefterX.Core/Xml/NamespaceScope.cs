namespace DefterX.Xml;

/// <summary>A namespace declaration and those around it; the same object as long as nothing is declared.</summary>
internal sealed class NamespaceScope
{
    public const string XmlUri = "http://www.w3.org/XML/1998/namespace";

    public const string XmlnsUri = "http://www.w3.org/2000/xmlns/";

    private readonly NamespaceScope? _outer;

    public NamespaceScope(NamespaceScope? outer, string prefix, string uri)
    {
        _outer = outer;
        Prefix = prefix;
        Uri = uri;
    }

    /// <summary>What is declared in every document.</summary>
    public static NamespaceScope Root { get; } = new(new NamespaceScope(null, "", ""), "xml", XmlUri);

    public string Prefix { get; }

    public string Uri { get; }

    /// <summary>The namespace of a prefix, or null.</summary>
    public string? Find(string prefix)
    {
        for (NamespaceScope? scope = this; scope is not null; scope = scope._outer)
        {
            if (scope.Prefix == prefix) return scope.Uri;
        }

        return null;
    }
}
