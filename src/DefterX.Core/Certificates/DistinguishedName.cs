using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DefterX.Files;

namespace DefterX.Certificates;

/// <summary>An X.500 name read from its DER encoding, written as RFC 2253 says.</summary>
internal sealed class DistinguishedName
{
    public const string CommonName = "2.5.4.3";
    public const string SerialNumber = "2.5.4.5";

    private const byte Utf8String = 0x0C;
    private const byte PrintableString = 0x13;

    /// <summary>RFC 2253, 2.3.</summary>
    private static readonly Dictionary<string, string> s_keywords = new(StringComparer.Ordinal)
    {
        [CommonName] = "CN",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.6"] = "C",
        ["2.5.4.9"] = "STREET",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
    };

    private readonly List<List<(string Oid, byte Tag, DerReader Value)>> _relativeNames = [];

    public DistinguishedName(X500DistinguishedName name)
    {
        if (!new DerReader(name.RawData).TryRead(DerReader.Sequence, out DerReader names)) return;
        while (names.TryRead(DerReader.Set, out DerReader set))
        {
            List<(string, byte, DerReader)> pairs = [];
            while (set.TryRead(DerReader.Sequence, out DerReader pair))
            {
                if (pair.TryRead(DerReader.ObjectIdentifier, out DerReader oid)
                    && pair.TryRead(out byte tag, out DerReader value))
                {
                    pairs.Add((oid.ToOid(), tag, value));
                }
            }

            _relativeNames.Add(pairs);
        }
    }

    /// <summary>The value of a kind as text, the most specific one (the last) if there are several, or empty.</summary>
    public string Find(string oid) => _relativeNames.SelectMany(pairs => pairs)
        .Where(pair => pair.Oid == oid).Select(pair => Decode(pair.Tag, pair.Value)).LastOrDefault() ?? "";

    /// <summary>RFC 2253: the last relative name first;
    /// values of other kinds and string types as # and hexadecimal DER.</summary>
    /// <remarks>Java, which GİB uses, takes only UTF8String and PrintableString values written as text for equal.</remarks>
    public override string ToString() => string.Join(",", Enumerable.Reverse(_relativeNames)
        .Select(pairs => string.Join("+", pairs.Select(pair => Format(pair.Oid, pair.Tag, pair.Value)))));

    /// <summary>Escapes a value (RFC 2253, 2.4).</summary>
    public static string Escape(string value)
    {
        StringBuilder text = new();
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool isEdgeSpace = c == ' ' && (i == 0 || i == value.Length - 1);
            if (isEdgeSpace || c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' || (c == '#' && i == 0)) text.Append('\\');
            text.Append(c);
        }

        return text.ToString();
    }

    private static string Format(string oid, byte tag, DerReader value) =>
        s_keywords.TryGetValue(oid, out string? keyword) && tag is Utf8String or PrintableString
            ? keyword + "=" + Escape(Decode(tag, value))
            : (keyword ?? oid) + "=#" + FileDigest.ToHexadecimal(value.ToEncoded());

    // The string types of X.520 DirectoryString; what is none of the wide ones is read as UTF-8, of which ASCII is a part.
    private static string Decode(byte tag, DerReader value)
    {
        Encoding encoding = tag switch
        {
            0x14 => Encoding.GetEncoding("iso-8859-1"),
            0x1C => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            0x1E => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        return encoding.GetString(value.ToArray());
    }
}
