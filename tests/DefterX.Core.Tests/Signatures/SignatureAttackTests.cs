using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using DefterX.Signatures;
using Xunit;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures;

/// <summary>Known attacks on XML signatures, by name. Where the digests and the value can be right they are, made by xmlsec1, so
/// that the form alone gives the attack away.</summary>
public sealed class SignatureAttackTests : IDisposable
{
    private const string SignatureXPath = "/*/*[local-name()='Signature']";
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Transform = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    /// <summary>What the changed file says instead, and what is said of it.</summary>
    public static TheoryData<string, string, string> Wrapping => new()
    {
        { "the body goes into the signature", "body in object", nameof(Messages.DocumentChanged) },
        { "the signature goes into a copy of the document", "signature inside", nameof(Messages.SignatureMisplaced) },
        { "a second signature follows the true one", "second behind", nameof(Messages.SeveralSignatures) },
        { "a forged signature comes first", "second before", nameof(Messages.SeveralSignatures) },
        { "the properties that are signed lie elsewhere", "properties", nameof(Messages.ReferencesWrong) },
        { "two properties, one signed", "two properties", nameof(Messages.ElementCountWrong) },
        { "two SignedInfo", "two signed infos", nameof(Messages.ElementCountWrong) },
        { "qualifying properties in an object of their own", "two objects", nameof(Messages.ElementCountWrong) },
        { "an element with the Id of the properties", "repeated Id", nameof(Messages.IdRepeated) },
        { "an element with the id of the properties", "repeated id", nameof(Messages.IdRepeated) },
        { "an element with the xml:id of the properties", "repeated xml:id", nameof(Messages.IdRepeated) },
    };

    [Theory]
    [MemberData(nameof(Wrapping))]
    public void Verify_WhenWrapped_NamesTheAttack(string attack, string kind, string message) =>
        AssertNamed(attack, _documents.Write("wrapped.xml", Wrap(kind, Signed())), message);

    /// <summary>A reference that is signed as it should be, but of a part, or by a path.</summary>
    [Theory]
    [InlineData("#part")]
    [InlineData("#xpointer(/)")]
    [InlineData("#xpointer(id('part'))")]
    public void Verify_WhenAPartIsSigned_NamesIt(string uri)
    {
        string text = Signed().Replace("URI=\"\"", $"URI=\"{uri}\"", StringComparison.Ordinal)
            .Replace("<x:b/>", "<ds:SignatureValue Id=\"part\"/>", StringComparison.Ordinal);
        if (uri != "#xpointer(/)") text = text.Replace(Transform, "", StringComparison.Ordinal);
        string path = _documents.SignByXmlsec(text, Documents.RsaKey, SignatureXPath, "part.xml");
        AssertNamed(uri, path, nameof(Messages.ReferencesWrong));
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#", true)]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", true)]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11", true)]
    [InlineData("http://www.w3.org/TR/1999/REC-xpath-19991116", true)]
    [InlineData("http://www.w3.org/2002/06/xmldsig-filter2", false)]
    [InlineData("http://www.w3.org/TR/1999/REC-xslt-19991116", false)]
    [InlineData("http://www.w3.org/2000/09/xmldsig#base64", false)]
    [InlineData("http://www.w3.org/2000/09/xmldsig#enveloped-signature", false)]
    public void Verify_WhenATransformIsAdded_NamesIt(string transform, bool isSigned)
    {
        string content = transform.Contains("xpath", StringComparison.Ordinal) ? "<ds:XPath>not(self::text())</ds:XPath>" : "";
        string text = Signed().Replace(
            Transform, $"{Transform}<ds:Transform Algorithm=\"{transform}\">{content}</ds:Transform>", StringComparison.Ordinal);
        string path = isSigned
            ? _documents.SignByXmlsec(text, Documents.RsaKey, SignatureXPath, "transform.xml")
            : _documents.Write("transform.xml", text);
        AssertNamed(transform, path, nameof(Messages.TransformsNotAllowed));
        Assert.Contains($"'{transform}'", Verdict.Of(path).StatusMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xmlenc#sha256\"/>\n<ds:DigestValue>", "http://www.w3.org/2000/09/xmldsig#sha1")]
    [InlineData("xmlenc#sha256\"/>\n<ds:DigestValue>", More + "md5")]
    [InlineData("xmlenc#sha256\"/>\n<ds:DigestValue>", More + "sha224")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", More + "rsa-md5")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", More + "rsa-sha224")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", More + "hmac-sha256")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", "http://www.w3.org/2000/09/xmldsig#hmac-sha1")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", "http://www.w3.org/2000/09/xmldsig#dsa-sha1")]
    [InlineData("xmldsig-more#rsa-sha256\"/>", More + "ecdsa-sha1")]
    [InlineData("REC-xml-c14n-20010315\"/>", "http://www.w3.org/2006/12/xml-c14n11")]
    public void Verify_WhenAnAlgorithmIsWeak_NamesIt(string place, string algorithm)
    {
        string text = Signed();
        int at = text.IndexOf(place, StringComparison.Ordinal);
        int start = text.LastIndexOf('"', at) + 1;
        text = text[..start] + algorithm + text[text.IndexOf('"', start)..];
        string path = _documents.Write("weak.xml", text);
        AssertNamed(algorithm, path, nameof(Messages.AlgorithmNotAllowed));
        Assert.Contains($"'{algorithm}'", Verdict.Of(path).StatusMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RSA-1024")]
    [InlineData("EC-224")]
    public void Verify_WhenTheKeyIsWeak_NamesIt(string name)
    {
        using WeakKey key = new(name);
        string path = _documents.Sign(Documents.Ledger, key);
        AssertNamed(name, path, nameof(Messages.KeyTooWeak));
        Assert.Contains(name, Verdict.Of(path).StatusMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE edefter>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>")]
    [InlineData("<!DOCTYPE a SYSTEM 'https://ornek.invalid/a.dtd'>")]
    [InlineData("<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % p SYSTEM 'https://ornek.invalid/a.dtd'> %p;]>")]
    [InlineData("<!DOCTYPE a [<!ATTLIST edefter:defter Id CDATA 'x'>]>")]
    public void Verify_WhenThereAreEntities_NamesTheDtd(string dtd) => AssertMalformed(
        _documents.Write("dtd.xml", Replace(Signed(), "<edefter:defter ", dtd + "<edefter:defter ")), "Dtd");

    private static void AssertMalformed(string path, string fault)
    {
        AssertNamed(fault, path, nameof(Messages.FileMalformed));
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            string reason = DefterX.Xml.Strings.ResourceManager.GetString("Fault" + fault, CultureInfo.CurrentUICulture)!;
            Assert.Contains(reason, Verdict.Of(path).StatusMessage, StringComparison.Ordinal);
        }
    }

    /// <summary>In English and in Turkish.</summary>
    private static void AssertNamed(string attack, string path, string key)
    {
        HashSet<string> texts = [];
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            Signature signature = Verdict.Of(path);
            string message = Messages.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!;
            Assert.True(signature.Status == SignatureStatus.Invalid, $"{attack}: {signature.StatusMessage}");
            Assert.All(
                Regex.Split(message, "\\{\\d(?::[a-z])?\\}"),
                part => Assert.Contains(part, signature.StatusMessage, StringComparison.Ordinal));
            Assert.True(texts.Add(message), $"{key} has no text in Turkish.");
        }
    }

    private string Signed() => File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));

    private static string Wrap(string kind, string text)
    {
        string signature = Regex.Match(text, "<ds:Signature .*</ds:Signature>", RegexOptions.Singleline).Value;
        string properties =
            Regex.Match(text, "<xades:SignedProperties.*</xades:SignedProperties>", RegexOptions.Singleline).Value;
        string info = Regex.Match(text, "<ds:SignedInfo>.*</ds:SignedInfo>", RegexOptions.Singleline).Value;
        string body = Regex.Match(text, "<x:xbrl.*</x:xbrl>", RegexOptions.Singleline).Value;
        string id = Regex.Match(properties, "Signed-Properties-Id-[^\"]*").Value;
        string forgedBody = "<x:xbrl xmlns:x=\"http://www.xbrl.org/2003/instance\"/>";
        string forged = properties.Replace(id, "Forged", StringComparison.Ordinal)
            .Replace("2026-10", "2020-10", StringComparison.Ordinal);
        return kind switch
        {
            "body in object" => Replace(Replace(text, "</ds:Object>", $"<w>{body}</w></ds:Object>"), body, forgedBody),
            "signature inside" => Replace(Replace(text, signature, ""), "<x:b/>", $"<w>{body}{signature}</w>"),
            "second behind" => Replace(text, signature, signature + signature.Replace("-Id-", "-Id2-", StringComparison.Ordinal)),
            "second before" => Replace(text, signature, signature.Replace("-Id-", "-Id2-", StringComparison.Ordinal) + signature),
            "properties" => Replace(Replace(text, properties, forged), "</xades:QualifyingProperties>",
                $"<xades:UnsignedProperties>{properties}</xades:UnsignedProperties></xades:QualifyingProperties>"),
            "two properties" => Replace(text, properties, forged + properties),
            "two signed infos" => Replace(text, info, Replace(info, "<ds:DigestValue>", "<ds:DigestValue>A") + info),
            "two objects" => Replace(text, "<ds:Object ", $"<ds:Object>{forged}</ds:Object><ds:Object "),
            "repeated Id" => Replace(text, "<x:b/>", $"<x:b Id=\"{id}\"/>"),
            "repeated id" => Replace(text, "<x:b/>", $"<x:b id=\"{id}\"/>"),
            _ => Replace(text, "<x:b/>", $"<x:b xml:id=\"{id}\"/>"),
        };
    }

    private static string Replace(string text, string original, string by)
    {
        int at = text.IndexOf(original, StringComparison.Ordinal);
        Assert.True(at >= 0 && original.Length > 0, original);
        return text[..at] + by + text[(at + original.Length)..];
    }
}
