using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

public sealed class Utf8XmlReaderTests
{
    private static readonly Regex s_characterReference = new("&#(x(?<hex>[0-9A-Fa-f]+)|(?<decimal>[0-9]+));");
    private static readonly Regex s_otherVersion = new(@"^(\u00EF\u00BB\u00BF)?<\?xml\s+version\s*=\s*.1\.0[^""']");

    private static readonly string[] Pieces =
    [
        "<", ">", "&", ";", "\"", "'", "/", "=", " ", "]]>", "]]", "]", "<!--", "-->", "--", "<![CDATA[", "<?", "?>", "xmlns=\"\"", "xmlns:",
        "&#0;", "&#x41;", "&#xD800;", "&#x110000;", "&amp;", "&nbsp;", ":", "a", "\u0001", "\uFFFE", "\uFFFF", "\r", "\r\n", "\t", "</a>",
        "<a/>", "<p:a/>", "<!DOCTYPE a>", "<?xml version=\"1.0\"?>", "xml:lang=\"tr\"", " a=\"1\"", " p:a=\"1\"", "\uFEFF", "1", "-", ".",
        "ş", "·", "\u00D7", "xmlns:xml=\"u\"", "xmlns:x=\"http://www.w3.org/XML/1998/namespace\"",
    ];

    [Fact]
    public void Read_WhenDocumentIsMutated_DecidesAndReadsAsXmlReaderDoes()
    {
        int accepted = 0;
        for (int seed = 0; seed < Soak.Size(4000); seed++)
        {
            Random random = new(seed);
            byte[] document = Encoding.UTF8.GetBytes(new RandomXml(seed, withComments: true).ToString());
            for (int i = random.Next(3); i > 0; i--) document = Mutate(random, document);
            // XmlReader passes over a character that the end of the file cuts.
            if (Rune.DecodeLastFromUtf8(document, out _, out _) != OperationStatus.Done) continue;
            if (HasReferenceBeyondUnicode(document)) continue;
            string expected = Expected(document);
            string actual = Actual(document, random.Next(2) == 0 ? int.MaxValue : 1 + random.Next(40));
            Assert.True(expected == actual, $"seed {seed}\n{Encoding.UTF8.GetString(document)}\n--- XmlReader\n{expected}\n--- ours\n{actual}");
            if (expected != "refused") accepted++;
        }

        Assert.InRange(accepted, 100, int.MaxValue);
    }

    [Fact]
    public void Read_WhenTextIsLong_GivesItInPieces()
    {
        string text = string.Concat(Enumerable.Repeat("İşte & ]] > \r\n metin ", 100_000));
        byte[] document = Encoding.UTF8.GetBytes("<a>" + text.Replace("&", "&amp;", StringComparison.Ordinal) + "</a>");
        StringBuilder read = new();
        int pieces = 0;
        Utf8XmlReader reader = new(new MemoryStream(document), new Utf8Names());
        while (reader.Read())
        {
            if (reader.Token != XmlToken.Text) continue;
            pieces++;
            read.Append(Encoding.UTF8.GetString(reader.Text));
        }

        Assert.Equal(text.Replace("\r\n", "\n", StringComparison.Ordinal), read.ToString());
        Assert.InRange(pieces, 2, 10_000);
    }

    [Theory]
    [InlineData("<a>\n\n<b></a>", nameof(XmlFault.EndTag), 3)]
    [InlineData("<a>\n&x;</a>", nameof(XmlFault.Entity), 2)]
    [InlineData("<a>&#x000004100041;</a>", nameof(XmlFault.Character), 1)]
    [InlineData("\n<!DOCTYPE a><a/>", nameof(XmlFault.Dtd), 2)]
    [InlineData("<a>\n", nameof(XmlFault.Truncated), 2)]
    [InlineData("<a/>\n\nx", nameof(XmlFault.Outside), 3)]
    [InlineData("<a>\n<b x='1'\nx='2'/></a>", nameof(XmlFault.Duplicate), 2)]
    [InlineData("<a><p:b/></a>", nameof(XmlFault.Namespace), 1)]
    public void Read_WhenNotWellFormed_SaysWhyAndWhere(string document, string fault, long line)
    {
        XmlFaultException e = Assert.Throws<XmlFaultException>(() => Read(Encoding.UTF8.GetBytes(document), int.MaxValue));
        Assert.Equal((fault, line), (e.Fault.ToString(), e.Line));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Read_WhenEncodingIsAnother_ReadsTheSame(string name)
    {
        string document = $"<?xml version=\"1.0\" encoding=\"{name}\"?><a b=\"ü\">çğ</a>".Replace('ğ', 'ö');
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] octets = [.. encoding.GetPreamble(), .. encoding.GetBytes(document)];
        using Stream stream = Utf8Stream.Open(new MemoryStream(octets), out bool isUtf8);
        Assert.False(isUtf8);
        Assert.Equal("<a b=ü>çö</>", Events(stream));
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    public void Read_WhenOctetsAreNotUtf8_SaysSo(byte[] wrong)
    {
        byte[] document = [.. "<a>\n"u8, .. wrong, .. "</a>"u8];
        XmlFaultException e = Assert.Throws<XmlFaultException>(() => Read(document, 3));
        Assert.Equal((XmlFault.Encoding, 2L), (e.Fault, e.Line));
    }

    [Fact]
    public void Read_WhenNestedTooDeeply_Stops()
    {
        byte[] document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Assert.Equal(XmlFault.Depth, Assert.Throws<XmlFaultException>(() => Read(document, int.MaxValue)).Fault);
    }

    private static byte[] Mutate(Random random, byte[] document)
    {
        int at = random.Next(document.Length + 1);
        int length = Math.Min(random.Next(6), document.Length - at);
        return random.Next(4) switch
        {
            0 => [.. document[..at], .. document[(at + length)..]],
            1 => [.. document[..at], .. document[at..(at + length)], .. document[at..]],
            2 => [.. document[..at], (byte)random.Next(256), .. document[Math.Min(at + 1, document.Length)..]],
            _ => [.. document[..at], .. Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), .. document[at..]],
        };
    }

    private static string Actual(byte[] document, int chunk)
    {
        try
        {
            return Read(document, chunk);
        }
        catch (XmlFaultException)
        {
            return "refused";
        }
    }

    private static string Read(byte[] document, int chunk)
    {
        using Stream stream = Utf8Stream.Open(new Pieced(document, chunk), out _);
        return Events(stream);
    }

    private static string Events(Stream stream)
    {
        StringBuilder events = new();
        Utf8XmlReader reader = new(stream, new Utf8Names());
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case XmlToken.StartElement:
                    events.Append('<').Append(reader.Tag.Uri).Append(reader.Tag.Uri.Length > 0 ? "|" : "").Append(reader.Tag.LocalName);
                    foreach (TagAttribute attribute in reader.Tag.Attributes)
                    {
                        events.Append(' ').Append(attribute.Uri).Append(attribute.Uri.Length > 0 ? "|" : "")
                            .Append(attribute.LocalName).Append('=').Append(attribute.Value);
                    }

                    events.Append('>');
                    break;
                case XmlToken.EndElement: events.Append("</>"); break;
                case XmlToken.Text: events.Append(Encoding.UTF8.GetString(reader.Text)); break;
                case XmlToken.Comment: events.Append("<!").Append(Encoding.UTF8.GetString(reader.Text)).Append('>'); break;
                case XmlToken.Instruction: events.Append("<?").Append(Encoding.UTF8.GetString(reader.Text).Split([' ', '\n', '\t'])[0]).Append('>'); break;
            }
        }

        return events.ToString();
    }

    private static string Expected(byte[] document)
    {
        // XmlReader takes 1.01 for 1.0.
        if (s_otherVersion.IsMatch(Encoding.Latin1.GetString(document))) return "refused";
        StringBuilder events = new();
        try
        {
            using XmlReader reader = SecureXml.Read(new MemoryStream(document));
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        bool isEmpty = reader.IsEmptyElement;
                        events.Append('<').Append(reader.NamespaceURI).Append(reader.NamespaceURI.Length > 0 ? "|" : "").Append(reader.LocalName);
                        while (reader.MoveToNextAttribute())
                        {
                            if (reader.NamespaceURI == NamespaceScope.XmlnsUri) continue;
                            events.Append(' ').Append(reader.NamespaceURI).Append(reader.NamespaceURI.Length > 0 ? "|" : "")
                                .Append(reader.LocalName).Append('=').Append(reader.Value);
                        }

                        events.Append('>').Append(isEmpty ? "</>" : "");
                        break;
                    case XmlNodeType.EndElement: events.Append("</>"); break;
                    case XmlNodeType.Comment: events.Append("<!").Append(reader.Value).Append('>'); break;
                    case XmlNodeType.ProcessingInstruction: events.Append("<?").Append(reader.Name).Append('>'); break;
                    case XmlNodeType.XmlDeclaration: break;
                    default:
                        if (reader.Depth > 0) events.Append(reader.Value);
                        break;
                }
            }

            return events.ToString();
        }
        catch (XmlException)
        {
            return "refused";
        }
    }

    /// <summary>XmlReader takes some of them; libxml2 and XML 1.0, 4.1 do not.</summary>
    private static bool HasReferenceBeyondUnicode(byte[] document) =>
        s_characterReference.Matches(Encoding.Latin1.GetString(document)).Cast<Match>().Any(reference =>
            (reference.Groups["hex"].Success
                ? BigInteger.Parse("0" + reference.Groups["hex"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                : BigInteger.Parse(reference.Groups["decimal"].Value, CultureInfo.InvariantCulture)) > 0x10FFFF);

    // Gives few octets at a time.
    private sealed class Pieced(byte[] octets, int chunk) : MemoryStream(octets)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
