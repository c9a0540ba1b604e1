using System;
using System.IO;
using System.Linq;
using System.Xml;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>What makes a berat that of one ledger, and an approved berat that of one berat. Immutable.</summary>
/// <param name="UniqueId">The UUID of its segment (gl-cor:uniqueID), or empty.</param>
/// <param name="LedgerSignature">The signature value of the ledger, which it repeats, without white space; or empty.</param>
/// <param name="Signature">Its own signature value without white space, or empty.</param>
internal sealed record BeratMarks(string UniqueId, string LedgerSignature, string Signature)
{
    private const string Cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    private const string Xbrl = "http://www.xbrl.org/2003/instance";

    // The elements from the root's child down to each mark, in the order of the properties.
    private static readonly (string Uri, string Name)[][] s_places =
    [
        [(Xbrl, "xbrl"), (Xbrl, "context"), (Xbrl, "entity"), (Xbrl, "segment"), (Cor, "uniqueID")],
        [(N.Ds, "SignatureValue")],
        [(N.Ds, "Signature"), (N.Ds, "SignatureValue")],
    ];

    /// <summary>Reads a berat.</summary>
    /// <exception cref="XmlException">It is malformed.</exception>
    public static BeratMarks Read(string path)
    {
        string?[] found = new string?[s_places.Length];
        (string Uri, string Name)[] place = new (string, string)[s_places.Max(names => names.Length)];
        using FileStream stream = SecureXml.OpenFile(path);
        using XmlReader reader = SecureXml.Read(stream);
        bool hasMore = reader.Read();
        while (hasMore)
        {
            int mark = -1;
            if (reader.NodeType == XmlNodeType.Element && reader.Depth is int depth and > 0 && depth <= place.Length)
            {
                place[depth - 1] = (reader.NamespaceURI, reader.LocalName);
                mark = Array.FindIndex(s_places, names => names.SequenceEqual(place.Take(depth)));
            }

            if (mark >= 0 && found[mark] is null)
            {
                found[mark] = WithoutSpace(reader.ReadElementContentAsString());
                hasMore = !reader.EOF;
            }
            else
            {
                hasMore = reader.Read();
            }
        }

        return new(found[0] ?? "", found[1] ?? "", found[2] ?? "");
    }

    /// <summary>Whether a signature value, with any line breaks, is the one that the berat repeats.</summary>
    public bool IsOfLedger(string signatureValue) => WithoutSpace(signatureValue) == LedgerSignature;

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
