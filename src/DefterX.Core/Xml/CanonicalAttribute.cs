namespace DefterX.Xml;

/// <summary>An attribute, or a namespace declaration with its prefix as the local name, in the order of C14N 1.0, 2.3.</summary>
/// <param name="Prefix">The prefix, or "".</param>
/// <param name="LocalName">The local name.</param>
/// <param name="NamespaceUri">The namespace, or "".</param>
/// <param name="Start">Where the value starts in the storage of the list.</param>
/// <param name="Length">The length of the value.</param>
internal readonly record struct CanonicalAttribute(string Prefix, string LocalName, string NamespaceUri, int Start, int Length)
{
    public const string XmlUri = "http://www.w3.org/XML/1998/namespace";
    public const string XmlnsUri = "http://www.w3.org/2000/xmlns/";

    /// <summary>Namespace first, then local name; no namespace comes first.</summary>
    public int CompareTo(in CanonicalAttribute other)
    {
        int order = CompareCodePoints(NamespaceUri, other.NamespaceUri);
        return order != 0 ? order : CompareCodePoints(LocalName, other.LocalName);
    }

    /// <summary>The order of the code points, which is not that of the UTF-16 units.</summary>
    private static int CompareCodePoints(string left, string right)
    {
        if (ReferenceEquals(left, right)) return 0;
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] == right[i]) continue;
            bool isSurrogate = char.IsSurrogate(left[i]);
            return isSurrogate == char.IsSurrogate(right[i]) ? left[i] - right[i] : isSurrogate ? 1 : -1;
        }
        return left.Length - right.Length;
    }
}
