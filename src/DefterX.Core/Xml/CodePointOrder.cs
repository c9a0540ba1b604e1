namespace DefterX.Xml;

/// <summary>The order of canonical XML (C14N 1.0, 2.2): by code points, which is not that of the UTF-16 units.</summary>
internal static class CodePointOrder
{
    public static int Compare(string left, string right)
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

    /// <summary>Namespace first, then local name; no namespace comes first.</summary>
    public static int Compare(in TagAttribute left, in TagAttribute right)
    {
        int order = Compare(left.Uri, right.Uri);
        return order != 0 ? order : Compare(left.LocalName, right.LocalName);
    }
}
