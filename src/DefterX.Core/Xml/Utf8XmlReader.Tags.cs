using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;

namespace DefterX.Xml;

/// <summary>Start and end tags.</summary>
internal sealed partial class Utf8XmlReader
{
    private const string XmlnsPrefix = "xmlns";

    [MethodImpl(Hot.Method)]
    private void ReadStartTag()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
        StartTag? guess = _last?.Following;
        if (guess is not null && ReferenceEquals(guess.Outer, _scope) && rest.StartsWith(guess.Raw) && Depth > 0)
        {
            _pos += guess.Raw.Length;
            _last = guess;
            Open(guess);
            return;
        }

        int close = rest.IndexOf((byte)'>');
        if (close >= 0 && Depth > 0 && _cache.Find(rest.Slice(0, close + 1), _scope) is StartTag known)
        {
            _pos += close + 1;
            if (_last is not null) _last.Following = known;
            _last = known;
            Open(known);
            return;
        }

        if (Depth == 0 && _hasRoot) throw Fault(XmlFault.Outside);
        int length = TagLength();
        StartTag tag = ParseTag(_buffer.AsSpan(_pos, length));
        _pos += length;
        _hasRoot = true;
        _cache.Add(tag);
        _last = tag;
        Open(tag);
    }

    [MethodImpl(Hot.Method)]
    private void ReadEndTag()
    {
        if (Depth == 0) throw Fault(XmlFault.Outside);
        if (Depth == 1) RootEndTag = _base + _pos;
        byte[] expected = _open[Depth - 1].EndTag;
        if (!_buffer.AsSpan(_pos, _end - _pos).StartsWith(expected)) ReadOtherEndTag(expected);
        else _pos += expected.Length;
        Close();
    }

    private void ReadOtherEndTag(byte[] expected)
    {
        int close;
        while ((close = _buffer.AsSpan(_pos, _end - _pos).IndexOf((byte)'>')) < 0) Need();
        ReadOnlySpan<byte> tag = _buffer.AsSpan(_pos, close);
        int name = expected.Length - 1;
        if (tag.Length < name || !tag.Slice(0, name).SequenceEqual(expected.AsSpan(0, name)) || !IsSpace(tag.Slice(name)))
        {
            throw Fault(XmlFault.EndTag);
        }

        _pos += close + 1;
    }

    // A > in an attribute's value does not end the tag.
    private int TagLength()
    {
        int at = 1;
        byte quote = 0;
        while (true)
        {
            if (_pos + at == _end)
            {
                Need();
                continue;
            }

            byte octet = _buffer[_pos + at];
            if (octet == (byte)'<') throw Fault(XmlFault.Markup, _pos + at);
            if (quote != 0) quote = octet == quote ? (byte)0 : quote;
            else if (octet is (byte)'"' or (byte)'\'') quote = octet;
            else if (octet == (byte)'>') return at + 1;
            at++;
        }
    }

    private StartTag ParseTag(ReadOnlySpan<byte> raw)
    {
        int at = 1;
        bool isEmpty = raw[raw.Length - 2] == (byte)'/';
        int last = raw.Length - (isEmpty ? 2 : 1);
        string name = ReadName(raw, ref at, last);
        byte[] endTag = [(byte)'<', (byte)'/', .. raw.Slice(1, at - 1), (byte)'>'];
        List<(string Name, string Value)> pairs = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (true)
        {
            int before = at;
            SkipSpace(raw, ref at, last);
            if (at == last) break;
            if (at == before) throw Fault(XmlFault.Markup);
            string attribute = ReadName(raw, ref at, last);
            SkipSpace(raw, ref at, last);
            if (at == last || raw[at++] != (byte)'=') throw Fault(XmlFault.Markup);
            SkipSpace(raw, ref at, last);
            if (at == last || raw[at] is not ((byte)'"' or (byte)'\'')) throw Fault(XmlFault.Markup);
            int length = raw.Slice(at + 1, last - at - 1).IndexOf(raw[at]);
            if (length < 0) throw Fault(XmlFault.Markup);
            string value = AttributeValue(raw.Slice(at + 1, length));
            at += length + 2;
            if (!seen.Add(attribute)) throw Fault(XmlFault.Duplicate);
            if (pairs.Count == MaxAttributes) throw Fault(XmlFault.Size);
            pairs.Add((attribute, value));
        }

        NamespaceScope inner = Declare(pairs, out (string Prefix, string Uri)[] declarations);
        (string prefix, string local) = Split(name);
        string uri = inner.Find(prefix) ?? throw Fault(XmlFault.Namespace);
        if (prefix == XmlnsPrefix) throw Fault(XmlFault.Namespace);
        return new StartTag
        {
            Raw = raw.ToArray(),
            EndTag = endTag,
            NameId = _names.Find(uri, local),
            Prefix = prefix,
            LocalName = local,
            Uri = uri,
            Attributes = Attributes(pairs, inner),
            Declarations = declarations,
            IsEmpty = isEmpty,
            Outer = _scope,
            Inner = inner,
        };
    }

    private NamespaceScope Declare(List<(string Name, string Value)> pairs, out (string Prefix, string Uri)[] declarations)
    {
        NamespaceScope scope = _scope;
        List<(string, string)> list = [];
        foreach ((string name, string value) in pairs)
        {
            if (!IsDeclaration(name)) continue;
            string prefix = name.Length == XmlnsPrefix.Length ? "" : Split(name).Local;
            bool isXml = prefix == "xml";
            if (prefix == XmlnsPrefix
                || value == NamespaceScope.XmlnsUri
                || isXml != (value == NamespaceScope.XmlUri)
                || (prefix.Length > 0 && value.Length == 0))
            {
                throw Fault(XmlFault.Namespace);
            }

            scope = new NamespaceScope(scope, prefix, value);
            if (scope.Count > MaxDeclarations) throw Fault(XmlFault.Size);
            list.Add((prefix, value));
        }

        declarations = [.. list];
        return scope;
    }

    private TagAttribute[] Attributes(List<(string Name, string Value)> pairs, NamespaceScope scope)
    {
        List<TagAttribute> attributes = new(pairs.Count);
        HashSet<(string, string)> expanded = [];
        foreach ((string name, string value) in pairs)
        {
            if (IsDeclaration(name)) continue;
            (string prefix, string local) = Split(name);
            string uri = prefix.Length == 0 ? "" : scope.Find(prefix) ?? throw Fault(XmlFault.Namespace);
            if (!expanded.Add((uri, local))) throw Fault(XmlFault.Duplicate);

            // XML 1.0, 2.10.
            if (prefix == "xml" && local == "space" && value is not ("default" or "preserve")) throw Fault(XmlFault.Markup);
            attributes.Add(new TagAttribute(prefix, local, uri, value));
        }

        return [.. attributes];
    }

    private static bool IsDeclaration(string name) =>
        name == XmlnsPrefix || name.StartsWith(XmlnsPrefix + ":", StringComparison.Ordinal);

    private (string Prefix, string Local) Split(string name)
    {
        int colon = name.AsSpan().IndexOf(':');
        if (colon < 0) return ("", name);
        string local = name.Substring(colon + 1);
        if (colon == 0 || local.Length == 0 || local.AsSpan().IndexOf(':') >= 0 || !XmlCharacters.IsNameStart(local[0]))
        {
            throw Fault(XmlFault.Markup);
        }

        return (name.Substring(0, colon), local);
    }

    private string ReadName(ReadOnlySpan<byte> raw, ref int at, int last)
    {
        int start = at;
        while (at < last && raw[at] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'=' or (byte)'/')) at++;
        string name = Utf8(raw.Slice(start, at - start));
        if (name.Length == 0 || !(name[0] == ':' || XmlCharacters.IsNameStart(name[0]))) throw Fault(XmlFault.Markup);
        foreach (char c in name)
        {
            if (c != ':' && !XmlCharacters.IsName(c)) throw Fault(XmlFault.Markup);
        }

        return name;
    }

    private string AttributeValue(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'&', (byte)'\r') < 0 && raw.IndexOfAny((byte)'\n', (byte)'\t') < 0) return Utf8(raw);
        StringBuilder value = new();
        for (int i = 0; i < raw.Length;)
        {
            byte octet = raw[i];
            if (octet == (byte)'&')
            {
                int code = Reference(raw.Slice(i), out int length);
                value.Append(char.ConvertFromUtf32(code));
                i += length;
            }
            else if (octet is (byte)'\n' or (byte)'\t' or (byte)'\r')
            {
                value.Append(' ');
                i += octet == (byte)'\r' && i + 1 < raw.Length && raw[i + 1] == (byte)'\n' ? 2 : 1;
            }
            else
            {
                int run = i + 1;
                while (run < raw.Length && raw[run] is not ((byte)'&' or (byte)'\n' or (byte)'\t' or (byte)'\r')) run++;
                value.Append(Utf8(raw.Slice(i, run - i)));
                i = run;
            }
        }

        return value.ToString();
    }

    private static void SkipSpace(ReadOnlySpan<byte> raw, ref int at, int last)
    {
        while (at < last && raw[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') at++;
    }

    private static bool IsSpace(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        }

        return true;
    }

    private static unsafe string Utf8(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty) return "";
        fixed (byte* first = octets) return Encoding.UTF8.GetString(first, octets.Length);
    }
}
