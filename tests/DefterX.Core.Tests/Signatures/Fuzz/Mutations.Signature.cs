using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Changes of the signature itself, those of attackers among them.</summary>
internal sealed partial class Mutations
{
    private static readonly string[] s_algorithms =
    [
        "http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmldsig-more#sha384",
        "http://www.w3.org/2001/04/xmlenc#sha512", "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/2000/09/xmldsig#base64", "http://www.w3.org/TR/1999/REC-xpath-19991116", "urn:x",
    ];

    private static readonly string[] s_unsigned =
    [
        "<xades:UnsignedProperties><xades:UnsignedSignatureProperties/></xades:UnsignedProperties>",
        "<xades:UnsignedProperties>\n<xades:UnsignedSignatureProperties><x xmlns='urn:x' Id='x-1'>y</x>"
            + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>",
        "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CounterSignature/>"
            + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>",
    ];

    private void AddSignature()
    {
        _ofText["white space in base64"] = text => ChangeBase64(text, base64 =>
            base64.Insert(_random.Next(base64.Length + 1), Pick([" ", "\n", "\r\n", "\t"])));
        _ofText["base64 lines joined"] = text => ChangeBase64(text, base64 => base64.Replace("\n", "", StringComparison.Ordinal));
        _ofText["base64 changed"] = text => ChangeBase64(text, base64 =>
        {
            int at = _random.Next(3) == 0 ? base64.TrimEnd('=').Length - 1 : _random.Next(base64.Length);
            return base64.Remove(at, 1).Insert(at, Pick(["A", "b", "=", "*", "", "AAAA"]));
        });
        _ofText["second signature"] = text => ChangeNamed(text, "ds:Signature", signature =>
            text.Insert(_random.Next(2) == 0 ? signature.Start : signature.End, Renamed(text[signature.Start..signature.End])));
        _ofText["second signature, empty"] = text => ChangeNamed(text, "ds:Signature", signature =>
            text.Insert(signature.End, "<ds:Signature/>"));
        _ofText["signature moved"] = text => ChangeNamed(text, "ds:Signature", signature =>
        {
            Markup.Element[] others = [.. new Markup(text).Elements.Where(other => !signature.Holds(other) && !other.IsEmpty)];
            return Change(text, others, other => Move(text, signature, other.Content));
        });
        string[] places = ["ds:KeyInfo", "ds:Object", "xades:QualifyingProperties", "xbrli:xbrl"];
        _ofText["signed part copied"] = text => Change(text, ["ds:SignedInfo", "xades:SignedProperties"], name =>
            ChangeNamed(text, name, part => Change(text, places, place =>
                ChangeNamed(text, place, target => text.Insert(
                    target.Close, _random.Next(2) == 0 ? Renamed(text[part.Start..part.End]) : text[part.Start..part.End])))));
        _ofText["signed part wrapped"] = text => Change(text, ["ds:SignedInfo", "xades:SignedProperties"], name =>
            ChangeNamed(text, name, part =>
            {
                string original = text[part.Start..part.End];
                string forged = Renamed(original).Replace("2026-", "2020-", StringComparison.Ordinal);
                return text.Insert(part.End, Pick([$"<w>{original}</w>", $"<ds:Object>{original}</ds:Object>", original]))
                    .Remove(part.Start, original.Length).Insert(part.Start, forged);
            }));
        _ofText["document wrapped"] = text => ChangeNamed(text, "xbrli:xbrl", body => text.Insert(body.Start, Pick(
            ["<xbrli:xbrl xmlns:xbrli=\"http://www.xbrl.org/2003/instance\"/>", "<ds:Object Id=\"wrapped\"/>"])));
        _ofText["algorithm changed"] = text => Change(text, Find(text, "Algorithm=\"([^\"]*)\""), algorithm =>
            text.Remove(algorithm.Groups[1].Index, algorithm.Groups[1].Length)
                .Insert(algorithm.Groups[1].Index, Pick(s_algorithms)));
        _ofText["transform added"] = text => ReplaceFirst(
            text, "</ds:Transforms>", $"<ds:Transform Algorithm=\"{Pick(s_algorithms)}\"/></ds:Transforms>");
        _ofText["reference changed"] = text => Change(text, Find(text, "URI=\"([^\"]*)\""), uri =>
            text.Remove(uri.Groups[1].Index, uri.Groups[1].Length)
                .Insert(uri.Groups[1].Index, Pick(["", "#fiş-1", "#xpointer(/)", "urn:x", "https://ornek.invalid/x.xml"])));
        _ofText["unsigned properties"] = text => ReplaceFirst(
            text, "</xades:SignedProperties>", "</xades:SignedProperties>" + Pick(s_unsigned));
        _ofText["object added"] = text => ReplaceFirst(
            text, "</ds:Signature>", Pick(["<ds:Object/>", "<ds:Manifest/>", "<x/>", "x", "\n"]) + "</ds:Signature>");
        _ofText["key information changed"] = text => Change(
            text,
            ["ds:X509SubjectName", "ds:KeyValue", "ds:X509Data", "ds:X509Certificate", "ds:KeyInfo", "ds:Exponent"],
            name => ChangeNamed(text, name, part => _random.Next(3) switch
            {
                0 => text.Remove(part.Start, part.End - part.Start),
                1 => text.Insert(part.End, text[part.Start..part.End]),
                _ => text.Insert(part.Content, "A"),
            }));
    }

    // With Ids of its own, so that it differs in no other way from what is signed.
    private static string Renamed(string part) => Regex.Replace(part, "(Id=\"|#)([A-Z][a-z]+-)", "$1Other-$2");

    private string ChangeNamed(string text, string name, Func<Markup.Element, string> change) =>
        Change(text, [.. new Markup(text).Elements.Where(element => element.Name == name)], change);

    private string ChangeBase64(string text, Func<string, string> change) =>
        Change(text, Find(text, "(?<=>)[A-Za-z0-9+/\\s]{16,}={0,2}(?=</ds:)"), base64 =>
            text.Remove(base64.Index, base64.Length).Insert(base64.Index, change(base64.Value)));
}
