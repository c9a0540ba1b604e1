using System;
using System.IO;
using System.Text;
using DefterX.Signatures;
using Xunit;

namespace DefterX.Tests.Signatures;

/// <summary>The signature value at the end of a file, without what is before it.</summary>
public sealed class SignatureTailTests : IDisposable
{
    private const string Value = "<ds:SignatureValue>QUJD\nREVG</ds:SignatureValue>";
    private const string Root = "<e:defter xmlns:e=\"urn:e\" xmlns:ds=\"" + XmlSignatureNames.Ds + "\">";

    private readonly Documents _documents = new();

    public static TheoryData<string> Odd => new(
        // The root's signature holds, in a section, what looks like another.
        Root + "<ds:Signature Id='a'>" + Value + "<ds:Object><![CDATA[<ds:Signature Id='b'><ds:SignatureValue>EVIL</ds:SignatureValue>"
            + "<ds:Object><![CDATA[ ]]></ds:Object></ds:Signature></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "</ds:Signature>"
            + "<!-- <ds:Signature Id='b'><ds:SignatureValue>EVIL</ds:SignatureValue></ds:Signature> --></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "<ds:Object><?pi <ds:Signature Id=\"?> a=\"><ds:SignatureValue>EVIL</ds:SignatureValue>?>"
            + "</ds:Object></ds:Signature></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "<ds:Object><![CDATA[<ds:Signature Id=\"]]><b/></ds:Object></ds:Signature></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "<ds:Object><ds:Signature Id='b'><ds:SignatureValue>EVIL</ds:SignatureValue></ds:Signature>"
            + "</ds:Object></ds:Signature></e:defter>",
        "<e:defter xmlns:e=\"urn:e\"><Signature xmlns=\"" + XmlSignatureNames.Ds + "\"><SignatureValue>QUJD\nREVG</SignatureValue>"
            + "</Signature></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "</ds:Signature>\n<a><ds:Signature Id='b'><ds:SignatureValue>EVIL</ds:SignatureValue>"
            + "</ds:Signature></a></e:defter>",
        Root + "<ds:Signature Id='a'>" + Value + "</ds:Signature></e:defter>\n<!-- </e:defter> -->\n<?son?>");

    public void Dispose() => _documents.Dispose();

    [Theory]
    [MemberData(nameof(Odd))]
    public void ReadSignatureValue_OfOddDocuments_IsTheRootsOwn(string text) =>
        Assert.Equal("QUJD\nREVG", SignatureReader.ReadSignatureValue(_documents.Write("odd.xml", text)));

    [Fact]
    public void ReadSignatureValue_InUtf16_IsTheSame()
    {
        string path = _documents.PathOf("utf16.xml");
        File.WriteAllText(path, Root + "<ds:Signature Id='a'>" + Value + "</ds:Signature></e:defter>", Encoding.Unicode);
        Assert.Equal("QUJD\nREVG", SignatureReader.ReadSignatureValue(path));
    }

    [Theory]
    [InlineData("ç")]
    [InlineData("çx")]
    [InlineData("€xx")]
    public void ReadSignatureValue_OfALongDocument_ReadsItsEndAlone(string character)
    {
        // What is malformed in the middle is not met; the cut goes through letters of several bytes.
        StringBuilder text = new(Root + "<a></b>");
        while (text.Length < 1_000_000) text.Append(character);
        text.Append("<ds:Signature Id='a'>" + Value + "</ds:Signature></e:defter>");
        Assert.Equal("QUJD\nREVG", SignatureReader.ReadSignatureValue(_documents.Write("long.xml", text.ToString())));
    }

    [Theory]
    [InlineData("defter")]
    [InlineData("berat")]
    [InlineData("defterraporu")]
    public void ReadSignatureValue_OfWhatWeSign_IsFoundInTheTail(string root)
    {
        string text = root switch { "defter" => Documents.LedgerWithoutDeclarations, "berat" => Documents.Berat, _ => Documents.Report };
        string path = _documents.Sign(text, Documents.EcKey);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        string? value = SignatureTail.ReadSignatureValue(file);
        Assert.Contains($"\">{value}</ds:SignatureValue>\n<ds:KeyInfo>", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
