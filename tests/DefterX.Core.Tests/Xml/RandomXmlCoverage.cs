using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>Counts the situations that generated documents must have shown a canonicaliser.</summary>
internal sealed class RandomXmlCoverage
{
    private static readonly Dictionary<string, string> s_patterns = new()
    {
        ["empty element"] = "/>", ["empty by end tag"] = @"<(\S+)></\1", ["character reference"] = "&#13;", ["entity"] = "&amp;",
        ["section"] = @"<!\[CDATA\[<&", ["empty section"] = @"<!\[CDATA\[\]\]>", ["CR LF"] = "\r\n", ["CR"] = "\r[^\n]",
        ["xmlns:xml"] = "xmlns:xml=", ["white space in a tag"] = "[a-z] = ['\"]", ["ISO-8859-9"] = "encoding=\"ISO-8859-9\"",
    };

    private readonly Dictionary<string, int> _counts = new()
    {
        ["UTF-8 mark"] = 0, ["UTF-16LE"] = 0, ["UTF-16BE"] = 0, ["comment before the root"] = 0, ["instruction before the root"] = 0,
        ["comment behind the root"] = 0, ["instruction behind the root"] = 0, ["superfluous declaration"] = 0, ["bound anew"] = 0,
        ["default undeclared"] = 0, ["attributes out of order"] = 0, ["order by namespace, not prefix"] = 0,
        ["xml attribute of an ancestor"] = 0, ["Id deep inside"] = 0, ["many attributes"] = 0, ["deep"] = 0,
    };

    public void See(byte[] xml)
    {
        if (xml[0] == 0xEF) _counts["UTF-8 mark"]++;
        if (xml[0] == 0xFF) _counts["UTF-16LE"]++;
        if (xml[0] == 0xFE) _counts["UTF-16BE"]++;
        string text = Encoding.Latin1.GetString(xml);
        foreach ((string name, string pattern) in s_patterns) Count(name, Regex.IsMatch(text, pattern));
        using XmlReader reader = SecureXml.Read(new MemoryStream(xml));
        XDocument document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        Count("comment before the root", document.Root!.NodesBeforeSelf().OfType<XComment>().Any());
        Count("instruction before the root", document.Root.NodesBeforeSelf().OfType<XProcessingInstruction>().Any());
        Count("comment behind the root", document.Root.NodesAfterSelf().OfType<XComment>().Any());
        Count("instruction behind the root", document.Root.NodesAfterSelf().OfType<XProcessingInstruction>().Any());
        foreach (XElement element in document.Descendants()) See(element);
    }

    public void AssertComplete()
    {
        string[] missing = [.. _counts.Where(count => count.Value == 0).Select(count => count.Key)];
        Assert.True(missing.Length == 0, "Never generated: " + string.Join(", ", missing));
    }

    private void See(XElement element)
    {
        foreach (XAttribute declaration in element.Attributes().Where(a => a.IsNamespaceDeclaration && element.Parent is not null))
        {
            bool isDefault = declaration.Name.NamespaceName.Length == 0;
            string outer = (isDefault
                ? element.Parent!.GetDefaultNamespace()
                : element.Parent!.GetNamespaceOfPrefix(declaration.Name.LocalName))?.NamespaceName ?? "";
            Count("superfluous declaration", outer.Length > 0 && outer == declaration.Value);
            Count("bound anew", outer.Length > 0 && outer != declaration.Value && declaration.Value.Length > 0);
            Count("default undeclared", outer.Length > 0 && declaration.Value.Length == 0);
        }

        XAttribute[] attributes = [.. element.Attributes().Where(a => !a.IsNamespaceDeclaration)];
        string[] prefixes = [.. attributes.Select(a => element.GetPrefixOfNamespace(a.Name.Namespace) ?? "")];
        string[] uris = [.. attributes.Select(a => a.Name.NamespaceName)];
        Count("attributes out of order", !uris.SequenceEqual(uris.Order(StringComparer.Ordinal)));
        int[] byUri = [.. Enumerable.Range(0, uris.Length).OrderBy(i => uris[i], StringComparer.Ordinal)];
        int[] byPrefix = [.. Enumerable.Range(0, uris.Length).OrderBy(i => prefixes[i], StringComparer.Ordinal)];
        Count("order by namespace, not prefix", !byUri.SequenceEqual(byPrefix));
        Count("many attributes", attributes.Length > 16);
        int depth = element.Ancestors().Count();
        Count("deep", depth > 8);
        if (element.Attribute("Id") is null) return;
        Count("Id deep inside", depth > 3);
        Count("xml attribute of an ancestor", element.Ancestors().SelectMany(a => a.Attributes())
            .Any(a => a.Name.Namespace == XNamespace.Xml && element.Attribute(a.Name) is null));
    }

    private void Count(string name, bool found) => _counts[name] = _counts.GetValueOrDefault(name) + (found ? 1 : 0);
}
