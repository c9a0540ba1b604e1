using System;
using System.Collections.Generic;
using System.Text;

namespace DefterX.Tests.Xml;

/// <summary>Makes well-formed documents that differ from their canonical form in every way that has no DTD.</summary>
internal sealed class RandomXml(int seed, bool withComments)
{
    private static readonly string[] Uris = ["urn:a", "urn:b", "http://x.y/z?a=1#b", "urn:A", "urn:%C4%9F"];
    private static readonly string[] Prefixes = ["p", "q", "şç", "ns1", "\u4E00"];
    private static readonly string[] Names = ["a", "b", "entryDetail", "İsim", "\u4E00", "x-1"];
    private static readonly string[] Characters =
    [
        "a", "İ", "ş", "€", "\U0001F600", "&amp;", "&lt;", "&gt;", ">", "&quot;", "&apos;", "\"", "'", "&#13;", "&#xA;", "&#9;",
        "\r\n", "\n", "\t", " ", "\r", "&#x1F600;", "\uFFFD", "\u0085", "\u2028", "\u00A0",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    public override string ToString()
    {
        _text.Clear();
        if (_random.Next(2) == 0) _text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        WriteMisc();
        WriteElement(new Dictionary<string, string>(), 0);
        WriteMisc();
        return _text.ToString();
    }

    private void WriteMisc()
    {
        for (int i = _random.Next(4); i > 0; i--)
        {
            WriteCommentOrInstruction();
            if (_random.Next(2) == 0) _text.Append("\r\n");
        }
    }

    private void WriteElement(Dictionary<string, string> scope, int depth)
    {
        scope = new Dictionary<string, string>(scope);
        List<string> attributes = [];
        for (int i = _random.Next(4); i > 0; i--)
        {
            string prefix = _random.Next(3) == 0 ? "" : Pick(Prefixes);
            if (attributes.Exists(a => a.StartsWith(Declaration(prefix) + "=", StringComparison.Ordinal))) continue;
            string uri = prefix.Length == 0 && _random.Next(2) == 0 ? "" : Pick(Uris);
            scope[prefix] = uri;
            attributes.Add($"{Declaration(prefix)}=\"{uri}\"");
        }
        HashSet<string> used = [];
        for (int i = _random.Next(5); i > 0; i--)
        {
            string prefix = PickPrefix(scope);
            string local = Pick(Names);
            if (!used.Add((prefix.Length == 0 ? "" : scope[prefix]) + "|" + local)) continue;
            attributes.Add(Qualify(prefix, local) + "=" + Quoted());
        }
        if (_random.Next(6) == 0) attributes.Add("xml:lang='tr'");
        if (_random.Next(8) == 0) attributes.Add("xml:space=\"preserve\"");
        if (_random.Next(3) == 0) attributes.Add($"Id=\"i{_text.Length}\"");
        for (int i = attributes.Count - 1; i > 0; i--)
        {
            int j = _random.Next(i + 1);
            (attributes[i], attributes[j]) = (attributes[j], attributes[i]);
        }

        string name = Qualify(PickPrefix(scope), Pick(Names));
        _text.Append('<').Append(name);
        foreach (string attribute in attributes) _text.Append(_random.Next(3) == 0 ? "\n\t" : " ").Append(attribute);
        int children = depth > 5 ? 0 : _random.Next(6);
        if (children == 0 && _random.Next(2) == 0)
        {
            _text.Append(" />");
            return;
        }
        _text.Append('>');
        for (int i = 0; i < children; i++) WriteChild(scope, depth);
        _text.Append("</").Append(name).Append(_random.Next(2) == 0 ? " >" : ">");
    }

    private void WriteChild(Dictionary<string, string> scope, int depth)
    {
        switch (_random.Next(6))
        {
            case 0:
                WriteCommentOrInstruction();
                break;
            case 1:
                _text.Append("<![CDATA[<&>]] ş \r\n \"\U0001F600]]>");
                break;
            case 2 or 3:
                WriteCharacters(_random.Next(20) == 0 ? 9000 : _random.Next(12), '\0');
                break;
            default:
                WriteElement(scope, depth + 1);
                break;
        }
    }

    private void WriteCommentOrInstruction()
    {
        if (_random.Next(2) == 0) _text.Append(_random.Next(2) == 0 ? "<?pi-ş  a=\"&amp;\" \r\n<b>?>" : "<?target?>");
        else if (withComments) _text.Append("<!-- ş & < \r\n \U0001F600 -->");
    }

    private string Quoted()
    {
        char quote = _random.Next(2) == 0 ? '"' : '\'';
        int start = _text.Length;
        _text.Append(quote);
        WriteCharacters(_random.Next(8), quote);
        _text.Append(quote);
        string value = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return value;
    }

    private void WriteCharacters(int count, char quote)
    {
        for (; count > 0; count--)
        {
            string character = Pick(Characters);
            if (character[0] != quote) _text.Append(character);
        }
    }

    private string PickPrefix(Dictionary<string, string> scope)
    {
        List<string> prefixes = [""];
        foreach (string prefix in scope.Keys)
        {
            if (prefix.Length > 0) prefixes.Add(prefix);
        }
        return prefixes[_random.Next(prefixes.Count)];
    }

    private static string Declaration(string prefix) => prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix;

    private static string Qualify(string prefix, string local) => prefix.Length == 0 ? local : prefix + ":" + local;

    private string Pick(string[] items) => items[_random.Next(items.Length)];
}
