using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DefterX.Signatures;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>
/// The rules of e-Defter's signatures that xmlsec1 does not ask for, as the conformance checks state them: what breaks one is
/// refused on purpose, and the message names the rule.
/// </summary>
internal static class SignatureProfile
{
    private static readonly XNamespace s_ds = XmlSignatureNames.Ds;
    private static readonly XNamespace s_xades = XmlSignatureNames.Xades;

    /// <summary>The messages of which one must be given, for each rule that is broken.</summary>
    public static IReadOnlyList<string[]> Broken(byte[] xml)
    {
        XDocument document;
        try
        {
            // Decoded here, since libxml2 believes a byte order mark more than the XML declaration.
            using StreamReader text = new(new MemoryStream(xml), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            using XmlReader reader = XmlReader.Create(text);
            document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // XML 1.0 with namespaces, without a DTD; xmlsec1 also reads DTDs and version 1.1.
            return [[Messages.FileMalformed]];
        }

        return [.. Broken(document.Root!)];
    }

    private static IEnumerable<string[]> Broken(XElement root)
    {
        XElement[] signatures = [.. root.Elements(s_ds + "Signature")];
        XElement signature = signatures[0];
        XElement[] counterSignatures = root.Name.LocalName != "berat" ? [] :
        [
            .. signature.Elements(s_ds + "Object").Elements(s_xades + "QualifyingProperties")
                .Elements(s_xades + "UnsignedProperties").Elements(s_xades + "UnsignedSignatureProperties")
                .Elements(s_xades + "CounterSignature").Elements(s_ds + "Signature"),
        ];
        if (signatures.Length > 1) yield return [Messages.SeveralSignatures];
        if (signature.ElementsAfterSelf().Any(element => element.Name != s_ds + "Signature"))
            yield return [Messages.SignatureNotLast];
        if (root.Descendants(s_ds + "Signature").Except(signatures).Except(counterSignatures).Any())
            yield return [Messages.SignatureMisplaced];
        if (HasRepeatedId(root, signature)) yield return [Messages.IdRepeated];
        foreach (string[] rule in BrokenBy(signature, isCounter: false)) yield return rule;
        foreach (string[] rule in counterSignatures.SelectMany(counter => BrokenBy(counter, isCounter: true))) yield return rule;
    }

    // One Id twice, or one of the signature that id, ID or xml:id, which others may take for one, has too.
    private static bool HasRepeatedId(XElement root, XElement signature)
    {
        string[] ofSignature = [.. signature.DescendantsAndSelf().Attributes("Id").Select(id => id.Value)];
        return root.DescendantsAndSelf().Attributes("Id").GroupBy(id => id.Value).Any(same => same.Skip(1).Any())
            || root.DescendantsAndSelf().Attributes().Any(attribute =>
                (attribute.Name == "id" || attribute.Name == "ID" || attribute.Name == XNamespace.Xml + "id")
                && ofSignature.Contains(attribute.Value));
    }

    private static IEnumerable<string[]> BrokenBy(XElement signature, bool isCounter)
    {
        XElement[] parts = [.. signature.Elements(s_ds + "Object").Elements(s_xades + "QualifyingProperties")];
        bool isWhole = ((string[])["SignedInfo", "SignatureValue", "KeyInfo", "Object"])
            .All(name => signature.Elements(s_ds + name).Count() == 1)
            && parts.Length == 1 && parts[0].Elements(s_xades + "SignedProperties").Count() == 1;
        if (!isWhole)
        {
            yield return [Messages.ElementCountWrong];
            yield break;
        }

        string[] order = ["SignedInfo", "SignatureValue", "KeyInfo", "Object"];
        if (!signature.Elements().Select(element => element.Name).SequenceEqual(order.Select(name => s_ds + name)))
            yield return [Messages.SignaturePartsWrong];
        if (signature.Attribute("Id") is not XAttribute id || parts[0].Attribute("Target")?.Value != "#" + id.Value)
            yield return [Messages.TargetWrong];
        XElement value = signature.Element(s_ds + "SignatureValue")!;
        if (!isCounter && value.Attribute("Id") is null) yield return [Messages.SignatureValueWithoutId];
        XElement keyInfo = signature.Element(s_ds + "KeyInfo")!;
        XElement[] certificates = [.. keyInfo.Elements(s_ds + "X509Data").Elements(s_ds + "X509Certificate")];
        XElement[] keys = [.. keyInfo.Elements(s_ds + "KeyValue").Elements()];
        if (certificates.Concat(keys.SelectMany(Numbers)).Append(value).Any(element => Octets(element) is null))
        {
            yield return [Messages.ContentUnreadable, Messages.CertificateNotBound];
            yield break;
        }

        string bound = parts[0].Element(s_xades + "SignedProperties")!.Descendants(s_xades + "CertDigest").Single()
            .Element(s_ds + "DigestValue")!.Value;
        XElement? certificate = certificates.FirstOrDefault(
            element => Convert.ToBase64String(SHA256.HashData(Octets(element)!)) == bound);

        // A certificate that is not read, or one more that nothing binds.
        if (certificate is null) yield return [Messages.CertificateNotBound, Messages.ContentUnreadable];
        else if (keys.Any(key => !IsOf(key, Octets(certificate)!)))
            yield return [Messages.KeyValueWrong, Messages.ContentUnreadable];
    }

    private static bool IsOf(XElement key, byte[] certificate)
    {
        using X509Certificate2 loaded = X509CertificateLoader.LoadCertificate(certificate);
        using RSA? rsa = loaded.GetRSAPublicKey();
        RSAParameters expected = rsa?.ExportParameters(false) ?? default;
        return rsa is not null && key.Name == s_ds + "RSAKeyValue"
            && Numbers(key).Select(number => number.Name.LocalName).SequenceEqual(["Modulus", "Exponent"])
            && Numbers(key).Select(number => new BigInteger(Octets(number), true, true))
                .SequenceEqual([new BigInteger(expected.Modulus, true, true), new BigInteger(expected.Exponent, true, true)]);
    }

    private static IEnumerable<XElement> Numbers(XElement key) =>
        key.Elements(s_ds + "Modulus").Concat(key.Elements(s_ds + "Exponent"));

    private static byte[]? Octets(XElement element)
    {
        byte[] octets = new byte[element.Value.Length];
        return Convert.TryFromBase64String(element.Value, octets, out int count) ? octets[..count] : null;
    }
}
