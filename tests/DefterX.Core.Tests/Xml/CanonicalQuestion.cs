using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>What is asked of canonicalisers: a form of a document, or of the element with an Id.</summary>
internal sealed record CanonicalQuestion(string Name, byte[] Xml, CanonicalizationMethod Method, string? Id)
{
    private static readonly CanonicalizationMethod[] s_ofDocuments =
    [
        CanonicalizationMethod.Inclusive, CanonicalizationMethod.Exclusive(),
        CanonicalizationMethod.Exclusive(true, "p #default xsi ds"),
    ];

    private static readonly CanonicalizationMethod[] s_ofElements =
    [
        CanonicalizationMethod.Inclusive,
        CanonicalizationMethod.InclusiveWithComments,
        CanonicalizationMethod.Exclusive(),
        CanonicalizationMethod.Exclusive(true, "a p ns1 n1"),
        CanonicalizationMethod.Exclusive(false, "#default"),
        CanonicalizationMethod.Exclusive(true, "#default q bar undeclared"),
    ];

    /// <summary>The prefixes that exclusive C14N treats as inclusive C14N does, as InclusiveNamespaces lists them.</summary>
    public string PrefixList => string.Join(
        ' ', Method.InclusivePrefixes.Select(prefix => prefix.Length == 0 ? "#default" : prefix));

    /// <summary>Everything that can be asked of a document but the two forms that xmllint gives.</summary>
    public static IEnumerable<CanonicalQuestion> About(string name, byte[] xml) =>
    [
        .. s_ofDocuments.Select(method => new CanonicalQuestion(name, xml, method, null)),
        .. Ids(xml).SelectMany(id => s_ofElements.Select(method => new CanonicalQuestion(name, xml, method, id))),
    ];

    /// <summary>Whether the element's ancestors have an xml attribute more than once, with other values.</summary>
    public bool InheritsSeveralValues()
    {
        using XmlReader reader = SecureXml.Read(new MemoryStream(Xml));
        XElement element = XDocument.Load(reader).Descendants().Single(e => e.Attribute("Id")?.Value == Id);
        return element.Ancestors().SelectMany(e => e.Attributes()).Where(a => a.Name.Namespace == XNamespace.Xml)
            .GroupBy(a => a.Name, a => a.Value).Any(values => values.Distinct().Skip(1).Any());
    }

    public void AssertAnswer(byte[]? expected)
    {
        byte[] actual = Canonical.Form(Xml, Method, Id);
        if (expected is not null && actual.AsSpan().SequenceEqual(expected)) return;
        string what = $"{Name}, {Method.Uri} '{PrefixList}', Id '{Id}'\n";
        Assert.Equal(
            what + (expected is null ? "refused" : Encoding.UTF8.GetString(expected)), what + Encoding.UTF8.GetString(actual));
    }

    private static List<string> Ids(byte[] xml)
    {
        List<string> ids = [];
        using XmlReader reader = SecureXml.Read(new MemoryStream(xml));
        while (reader.Read())
        {
            if (reader.GetAttribute("Id") is string id) ids.Add(id);
        }

        return ids;
    }
}
