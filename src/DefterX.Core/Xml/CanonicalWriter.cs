using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>Writes what a reader stands on, token after token, in canonical form.</summary>
internal sealed class CanonicalWriter
{
    private readonly CanonicalizationMethod _method;
    private readonly CanonicalOutput _output;
    private readonly NamespaceStack _rendered = new();

    public CanonicalWriter(CanonicalizationMethod method, CanonicalOutput output)
    {
        _method = method;
        _output = output;
    }

    /// <summary>Writes the current token of a whole document, or one inside the first element that was written.</summary>
    /// <exception cref="XmlFaultException">A namespace that canonical XML refuses.</exception>
    [MethodImpl(Hot.Method)]
    public void Write(Utf8XmlReader reader)
    {
        switch (reader.Token)
        {
            case XmlToken.StartElement:
                if (_method.IsExclusive) _output.Raw(Exclusive(reader, isFirst: false));
                else _output.Raw(reader.Tag.Canonical ??= Inclusive(reader));
                break;
            case XmlToken.EndElement:
                _output.Raw(reader.Tag.EndTag);
                if (_method.IsExclusive) _rendered.Leave();
                break;
            case XmlToken.Text:
                _output.Text(reader.Text);
                break;
            case XmlToken.Instruction:
                Instruction(reader.Text);
                break;
            case XmlToken.Comment when _method.WithComments:
                _output.Raw("<!--"u8);
                _output.Raw(reader.Text);
                _output.Raw("-->"u8);
                break;
        }
    }

    /// <summary>Writes the start of an element as the first of a document subset: with what it inherits (C14N 1.0, 2.4).</summary>
    public void WriteFirst(Utf8XmlReader reader)
    {
        foreach ((string _, string uri) in CanonicalTag.InScope(reader.Scope)) CheckAbsolute(uri, reader);
        _output.Raw(_method.IsExclusive
            ? Exclusive(reader, isFirst: true)
            : CanonicalTag.Write(reader.Tag, CanonicalTag.InScope(reader.Scope), WithInherited(reader)));
    }

    private static byte[] Inclusive(Utf8XmlReader reader)
    {
        CheckDeclarations(reader);
        return CanonicalTag.Write(reader.Tag, CanonicalTag.New(reader.Tag), reader.Tag.Attributes);
    }

    private byte[] Exclusive(Utf8XmlReader reader, bool isFirst)
    {
        CheckDeclarations(reader);
        StartTag tag = reader.Tag;
        List<(string Prefix, string Uri)> declarations = [];
        _rendered.Enter();
        Declare(tag.Prefix, tag.Uri);
        foreach (TagAttribute attribute in tag.Attributes)
        {
            if (attribute.Prefix.Length > 0) Declare(attribute.Prefix, attribute.Uri);
        }

        IEnumerable<(string, string)> known = isFirst ? CanonicalTag.InScope(reader.Scope) : tag.Declarations;
        foreach ((string prefix, string uri) in known)
        {
            if (_method.InclusivePrefixes.Contains(prefix)) Declare(prefix, uri);
        }

        return CanonicalTag.Write(tag, declarations, tag.Attributes);

        void Declare(string prefix, string uri)
        {
            if (prefix != "xml" && _rendered.Declare(prefix, uri)) declarations.Add((prefix, uri));
        }
    }

    private static List<TagAttribute> WithInherited(Utf8XmlReader reader)
    {
        List<TagAttribute> attributes = [.. reader.Tag.Attributes];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int depth = reader.Depth; depth > 0; depth--)
        {
            foreach (TagAttribute attribute in reader.OpenTag(depth).Attributes)
            {
                if (attribute.Uri != NamespaceScope.XmlUri || !seen.Add(attribute.LocalName)) continue;
                if (depth < reader.Depth) attributes.Add(attribute);
            }
        }

        return attributes;
    }

    private void Instruction(ReadOnlySpan<byte> text)
    {
        _output.Raw("<?"u8);
        int end = text.IndexOfAny((byte)' ', (byte)'\t', (byte)'\n');
        if (end < 0)
        {
            _output.Raw(text);
        }
        else
        {
            _output.Raw(text.Slice(0, end));
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\t' or (byte)'\n') end++;
            if (end < text.Length) _output.Raw(" "u8);
            _output.Raw(text.Slice(end));
        }

        _output.Raw("?>"u8);
    }

    private static void CheckDeclarations(Utf8XmlReader reader)
    {
        foreach ((string _, string uri) in reader.Tag.Declarations) CheckAbsolute(uri, reader);
    }

    // C14N 1.0, 1.3: relative namespace names must be refused.
    private static void CheckAbsolute(string uri, Utf8XmlReader reader)
    {
        if (uri.Length == 0) return;
        int scheme = 0;
        while (scheme < uri.Length && IsScheme(uri[scheme], isFirst: scheme == 0)) scheme++;
        bool isAbsolute = scheme > 0 && scheme < uri.Length && uri[scheme] == ':';
        if (!isAbsolute) throw new XmlFaultException(XmlFault.RelativeNamespace, reader.Line);
    }

    // RFC 3986, 3.1.
    private static bool IsScheme(char c, bool isFirst) =>
        (c | 0x20) is >= 'a' and <= 'z' || (!isFirst && c is (>= '0' and <= '9') or '+' or '-' or '.');
}
