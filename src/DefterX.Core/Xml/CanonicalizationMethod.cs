using System;
using System.Collections.Generic;

namespace DefterX.Xml;

/// <summary>A canonical form: C14N 1.0 (W3C REC-xml-c14n-20010315) or exclusive C14N (REC-xml-exc-c14n-20020718).</summary>
internal sealed class CanonicalizationMethod
{
    private const string InclusiveUri = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private const string ExclusiveUri = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private CanonicalizationMethod(bool isExclusive, bool withComments, IReadOnlyCollection<string> inclusivePrefixes)
    {
        IsExclusive = isExclusive;
        WithComments = withComments;
        InclusivePrefixes = inclusivePrefixes;
    }

    public static CanonicalizationMethod Inclusive { get; } = new(false, false, []);

    public static CanonicalizationMethod InclusiveWithComments { get; } = new(false, true, []);

    public bool IsExclusive { get; }

    public bool WithComments { get; }

    /// <summary>The prefixes that exclusive C14N treats as inclusive C14N does; "" is the default namespace.</summary>
    public IReadOnlyCollection<string> InclusivePrefixes { get; }

    /// <summary>The algorithm identifier (XMLDSig 6.5).</summary>
    public string Uri => IsExclusive
        ? ExclusiveUri + (WithComments ? "WithComments" : "")
        : InclusiveUri + (WithComments ? "#WithComments" : "");

    /// <summary>Exclusive C14N.</summary>
    /// <param name="withComments">Whether comments are kept.</param>
    /// <param name="prefixList">InclusiveNamespaces PrefixList: prefixes separated by spaces, <c>#default</c> among them.</param>
    public static CanonicalizationMethod Exclusive(bool withComments = false, string prefixList = "")
    {
        HashSet<string> prefixes = new(StringComparer.Ordinal);
        foreach (string prefix in prefixList.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            prefixes.Add(prefix == "#default" ? "" : prefix);
        return new CanonicalizationMethod(true, withComments, prefixes);
    }

    /// <summary>The method of an algorithm identifier, or null if it is another.</summary>
    public static CanonicalizationMethod? FromUri(string uri, string prefixList = "") => uri switch
    {
        InclusiveUri => Inclusive,
        InclusiveUri + "#WithComments" => InclusiveWithComments,
        ExclusiveUri => Exclusive(false, prefixList),
        ExclusiveUri + "WithComments" => Exclusive(true, prefixList),
        _ => null,
    };

    /// <summary>The same form without comments.</summary>
    public CanonicalizationMethod WithoutComments() =>
        WithComments ? new CanonicalizationMethod(IsExclusive, false, InclusivePrefixes) : this;
}
