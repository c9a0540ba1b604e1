using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DefterX.Signatures;

/// <summary>An X.500 name read from its DER encoding, written as RFC 2253 says.</summary>
internal sealed class DistinguishedName
{
    public const string CommonNameOid = "2.5.4.3";
    public const string SerialNumberOid = "2.5.4.5";

    private const byte Utf8String = 0x0C;
    private const byte PrintableString = 0x13;
    private const byte BmpString = 0x1E;

    /// <summary>RFC 2253, 2.3.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        [CommonNameOid] = "CN",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.6"] = "C",
        ["2.5.4.9"] = "STREET",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
    };

    private readonly List<List<(string Oid, byte[] Value)>> _relativeNames = [];

    public DistinguishedName(X500DistinguishedName name)
    {
        DerReader names = new DerReader(name.RawData).Enter();
        while (names.HasMore)
        {
            List<(string, byte[])> pairs = [];
            DerReader set = names.Enter();
            while (set.HasMore)
            {
                DerReader pair = set.Enter();
                pairs.Add((pair.ReadOid(), pair.ReadEncoded()));
            }
            _relativeNames.Add(pairs);
        }
    }

    /// <summary>The first value of a kind as text, or empty.</summary>
    public string Find(string oid) => _relativeNames.SelectMany(pairs => pairs)
        .Where(pair => pair.Oid == oid).Select(pair => Decode(pair.Value)).FirstOrDefault() ?? "";

    /// <summary>RFC 2253: the last relative name first; values of other kinds and string types as # and hexadecimal DER.</summary>
    /// <remarks>Java, which GİB uses, takes only UTF8String and PrintableString values written as text for equal.</remarks>
    public override string ToString() => string.Join(",", Enumerable.Reverse(_relativeNames)
        .Select(pairs => string.Join("+", pairs.Select(Format))));

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

    private static string Format((string Oid, byte[] Value) pair)
    {
        bool hasKeyword = Keywords.TryGetValue(pair.Oid, out string? keyword);
        string name = hasKeyword ? keyword! : pair.Oid;
        return hasKeyword && pair.Value[0] is Utf8String or PrintableString
            ? name + "=" + Escape(Decode(pair.Value))
            : name + "=#" + string.Concat(pair.Value.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string Decode(byte[] encoded)
    {
        byte[] content = new DerReader(encoded).ReadContent();
        Encoding encoding = encoded[0] switch
        {
            Utf8String => Encoding.UTF8,
            BmpString => Encoding.BigEndianUnicode,
            _ => Encoding.GetEncoding("iso-8859-1"),
        };
        return encoding.GetString(content);
    }
}
