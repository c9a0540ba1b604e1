using System;
using System.Collections.Generic;
using System.Text;

namespace DefterX.Tests.Xml;

/// <summary>Makes well-formed documents that differ from their canonical form in every way that has no DTD.</summary>
internal sealed class RandomXml
{
    private static readonly string[] Uris = ["urn:a", "urn:b", "http://x.y/z?a=1#b", "urn:A", "urn:%C4%9F", "urn:&#97;"];
    private static readonly string[] XmlAttributes =
        ["xml:lang='tr'", "xml:lang=\"\"", "xml:space=\"preserve\"", "xml:base='urn:x:y'", "xml:lang='en'"];
    private static readonly string[] Sections =
        ["<![CDATA[<&>]] ş \r\n \"\U0001F600]]>", "<![CDATA[]]>", "<![CDATA[a]]><![CDATA[&amp;]]>", "<![CDATA[ \r]]>"];
    private static readonly string[] Instructions =
        ["<?pi-ş  a=\"&amp;\" \r\n<b>?>", "<?target?>", "<?t \r\n\t ?>", "<?t x ?>", "<?t ??>"];
    private static readonly string[] Comments = ["<!-- ş & < \r\n \U0001F600 -->", "<!---->", "<!-- - ]]> ' \" -->"];
    private static readonly string[] Characters =
    [
        "a", "İ", "ş", "€", "\U0001F600", "&amp;", "&lt;", "&gt;", ">", "&quot;", "&apos;", "\"", "'", "&#13;", "&#xA;", "&#9;",
        "\r\n", "\n", "\t", " ", "\r", "&#x1F600;", "\uFFFD", "\u0085", "\u2028", "\u00A0", "&#x0000041;", "&#60;", "&#38;#38;",
    ];

    private readonly string[] _prefixes = ["p", "q", "şç", "ns1", "\u4E00", "p1", "P"];
    private readonly string[] _names = ["a", "b", "entryDetail", "İsim", "\u4E00", "x-1", "a.b", "B", "a1"];
    private readonly Random _random;
    private readonly bool _withComments;
    private readonly bool _isDeep;
    private readonly bool _isLatin5;
    private readonly Encoding _encoding;
    private readonly StringBuilder _text = new();

    public RandomXml(int seed, bool withComments)
    {
        _random = new Random(seed);
        _withComments = withComments;
        _isDeep = seed % 20 == 3;
        _encoding = (seed % 10) switch
        {
            6 => new UTF8Encoding(true),
            7 => new UnicodeEncoding(false, true),
            8 => new UnicodeEncoding(true, true),
            9 => CodePagesEncodingProvider.Instance.GetEncoding(28599)!,
            _ => new UTF8Encoding(false),
        };
        _isLatin5 = _encoding.CodePage == 28599;
        if (!_isLatin5) return;
        _prefixes[4] = "İı";
        _names[4] = "ğ";
    }

    /// <summary>The document in the seed's encoding: UTF-8 with and without a byte order mark, UTF-16 of both orders, or
    /// ISO-8859-9.</summary>
    public byte[] ToBytes()
    {
        string label = _isLatin5 ? "ISO-8859-9" : _encoding is UnicodeEncoding ? "UTF-16" : "UTF-8";
        bool isDeclared = _encoding is not UTF8Encoding || _random.Next(2) == 0;
        string text = Write(isDeclared ? $"<?xml version='1.0'  encoding=\"{label}\" ?>" : "");
        return [.. _encoding.GetPreamble(), .. _encoding.GetBytes(text)];
    }

    /// <summary>The document as text, or as UTF-8.</summary>
    public override string ToString() => Write(_random.Next(2) == 0 ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" : "");

    private string Write(string declaration)
    {
        _text.Clear();
        _text.Append(declaration);
        WriteMisc();
        WriteElement(new Dictionary<string, string>(), 0);
        WriteMisc();
        return _isLatin5 ? Latin5(_text.ToString()) : _text.ToString();
    }

    // What ISO-8859-9 does not hold becomes what it does; the names hold nothing else.
    private static string Latin5(string text) => text.Replace("€", "¤", StringComparison.Ordinal)
        .Replace("\U0001F600", "½", StringComparison.Ordinal).Replace('\uFFFD', '¿').Replace('\u2028', '¬');

    private void WriteMisc()
    {
        for (int i = _random.Next(4); i > 0; i--)
        {
            WriteCommentOrInstruction();
            if (_random.Next(2) == 0) _text.Append("\r\n");
        }
    }

    private void WriteElement(Dictionary<string, string> outer, int depth)
    {
        Dictionary<string, string> scope = new(outer);
        List<string> attributes = [];
        AddDeclarations(attributes, outer, scope);
        HashSet<string> used = [];
        for (int i = _random.Next(30) == 0 ? 40 : _random.Next(5); i > 0; i--)
        {
            string prefix = PickPrefix(scope);
            string local = Pick(_names);
            string uri = prefix.Length == 0 ? "" : scope[prefix].Replace("&#97;", "a", StringComparison.Ordinal);
            if (!used.Add(uri + "|" + local)) continue;
            attributes.Add(Qualify(prefix, local) + Pick(["=", "=", " = ", "=\r\n"]) + Quoted());
        }
        if (_random.Next(4) == 0) attributes.Add(Pick(XmlAttributes));
        if (_random.Next(20) == 0) attributes.Add($"xml:id='x{_text.Length}'");
        if (_random.Next(3) == 0) attributes.Add($"Id=\"i{_text.Length}\"");
        for (int i = attributes.Count - 1; i > 0; i--)
        {
            int j = _random.Next(i + 1);
            (attributes[i], attributes[j]) = (attributes[j], attributes[i]);
        }

        string name = Qualify(PickPrefix(scope), Pick(_names));
        _text.Append('<').Append(name);
        foreach (string attribute in attributes) _text.Append(_random.Next(3) == 0 ? "\n\t" : " ").Append(attribute);
        int children = depth > 40 ? 0 : depth <= 5 ? _random.Next(6) : _isDeep ? 1 : _random.Next(2);
        if (children == 0 && _random.Next(2) == 0)
        {
            _text.Append(" />");
            return;
        }
        _text.Append('>');
        for (int i = 0; i < children; i++) WriteChild(scope, depth);
        _text.Append("</").Append(name).Append(_random.Next(2) == 0 ? " >" : ">");
    }

    // New, bound anew, and said again though they are in scope.
    private void AddDeclarations(List<string> attributes, Dictionary<string, string> outer, Dictionary<string, string> scope)
    {
        for (int i = _random.Next(4); i > 0; i--)
        {
            string prefix = _random.Next(3) == 0 ? "" : Pick(_prefixes);
            if (attributes.Exists(a => a.StartsWith(Declaration(prefix) + "=", StringComparison.Ordinal))) continue;
            string uri = prefix.Length == 0 && _random.Next(2) == 0 ? "" : Pick(Uris);
            if (_random.Next(3) == 0 && outer.TryGetValue(prefix, out string? same)) uri = same;
            scope[prefix] = uri;
            attributes.Add($"{Declaration(prefix)}=\"{uri}\"");
        }

        if (_random.Next(25) == 0) attributes.Add("xmlns:xml='http://www.w3.org/XML/1998/namespace'");
    }

    private void WriteChild(Dictionary<string, string> scope, int depth)
    {
        switch (_isDeep && depth > 5 ? 5 : _random.Next(6))
        {
            case 0:
                WriteCommentOrInstruction();
                break;
            case 1:
                _text.Append(Pick(Sections));
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
        if (_random.Next(2) == 0) _text.Append(Pick(Instructions));
        else if (_withComments) _text.Append(Pick(Comments));
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
