using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using Xunit;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures;

/// <summary>Berats that GİB approved; the judge is the check tool with the JDK.</summary>
public sealed class CounterSignatureTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Verify_WhenCounterSigned_NamesTheCounterSigner(string culture)
    {
        using CultureScope scope = new(culture);
        SoftwareKey authority = CounterSignedBerat.AuthorityKey();
        string path = CounterSignedBerat.Make(_documents, Documents.Berat, Documents.RsaKey, authority);
        Signature signature = Verdict.Of(path);
        Assert.Equal((SignatureStatus.Valid, Messages.SignatureValid), (signature.Status, signature.StatusMessage));
        Assert.Equal("Örnek İdare Başkanlığı", signature.CounterSigner);
        Assert.Equal(Documents.SigningTime.AddMinutes(1), signature.CounterSignedAt);
        Assert.Equal("9999999999", signature.Identifier);

        string text = File.ReadAllText(path);
        AssertCounterFlaw(text.Replace("Tedarikçi", "Tedarikci", StringComparison.Ordinal), Messages.SignedPropertiesChanged);
        AssertCounterFlaw(text.Replace("BBBB", "BBBC", StringComparison.Ordinal), null);
        AssertCounterFlaw(
            text.Replace("Id=\"counter-signature\"", "Id=\"counter\"", StringComparison.Ordinal), Messages.TargetWrong);
    }

    [GibPackageFact]
    public void Verify_WhenCounterSigned_AgreesWithTheJdk()
    {
        List<string> paths = [];
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            string berat = CounterSignedBerat.Make(
                _documents, Documents.Berat, Documents.RsaKey, CounterSignedBerat.AuthorityKey());
            string path = _documents.PathOf($"approved-{culture}.xml");
            File.Copy(berat, path);
            Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status);
            paths.Add(path);
        }

        Oracle.AssertAccepts("signature", paths);
    }

    [Fact]
    public void Verify_WhenCounterSignedValueIsChanged_NamesBoth()
    {
        string path = CounterSignedBerat.Make(_documents, Documents.Berat, Documents.RsaKey, CounterSignedBerat.AuthorityKey());
        XmlDocument document = Documents.Load(path);
        XmlElement value = document.DocumentElement!.ChildNodes.OfType<XmlElement>().Last().ChildNodes.OfType<XmlElement>()
            .First(e => e.LocalName == "SignatureValue");
        byte[] bytes = Convert.FromBase64String(value.InnerText);
        bytes[9] ^= 1;
        value.InnerText = Convert.ToBase64String(bytes);
        document.Save(path);
        Verdict.AssertInvalid(path, Messages.SignatureValueWrong);
        Verdict.AssertInvalid(path, Messages.CountersignedChanged);
    }

    [Fact]
    public void Verify_WhenALedgerIsCounterSigned_IsInvalid()
    {
        string path = CounterSignedBerat.Make(_documents, Documents.Ledger, Documents.RsaKey, CounterSignedBerat.AuthorityKey());
        Verdict.AssertInvalid(path, Messages.SignatureMisplaced);
    }

    private void AssertCounterFlaw(string text, string? flaw)
    {
        Signature signature = Verdict.Of(_documents.Write("changed.xml", text));
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
        if (flaw is null) return;
        string prefix = Messages.CounterSignatureFlaw[..Messages.CounterSignatureFlaw.IndexOf('{', StringComparison.Ordinal)];
        Assert.Contains(prefix + Fixed(flaw), signature.StatusMessage, StringComparison.Ordinal);
    }

    private static string Fixed(string flaw) => flaw.Split('{')[0];
}
