using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Certificates;
using DefterX.Filing.Delivery;
using DefterX.Signatures;
using DefterX.Tests.Signatures;
using Xunit;
using Messages = DefterX.Filing.Strings;
using Verdicts = DefterX.Signatures.Strings;

namespace DefterX.Tests.Filing;

/// <summary>Berats beside the ledgers that they are of, or are not of.</summary>
public sealed class BeratComparisonTests : IDisposable
{
    private const string Ledger = "5123400670-202609-Y-000000.xml";
    private const string Berat = "5123400670-202609-YB-000000.xml";
    private const string Approved = "GIB-" + Berat;

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData(Ledger, Berat)]
    [InlineData("48312007522-202609-K-000002-0001.xml", "48312007522-202609-KB-000002-0001.xml")]
    [InlineData("5123400670-202612-E-000001.xml", "5123400670-202612-EB-000001.xml")]
    public void Check_WhenTheLedgerIsItsOwn_StaysValid(string ledger, string berat)
    {
        SignLedger(ledger);
        SignBerat(ledger, berat);
        AssertValid(berat);
        AssertValid(ledger);
        // Line breaks in base64 mean nothing.
        SignBerat(ledger, berat, value => " " + value.Replace("\n", "\r\n\t", StringComparison.Ordinal));
        AssertValid(berat);
    }

    [Theory]
    [InlineData("", "is not that of the ledger")]
    [InlineData("tr-TR", "defterinin beratı değil")]
    public void Check_WhenTheLedgerIsAnother_IsInvalidWithBothNames(string culture, string words)
    {
        using CultureScope scope = new(culture);
        SignLedger(Ledger);
        SignBerat(Ledger, Berat);
        SignLedger(Ledger);
        Signature signature = Check(Berat);
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
        Assert.Equal(Text.Format(Messages.BeratOfAnotherLedger, Berat, Ledger), signature.StatusMessage);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        Assert.NotNull(signature.Certificate);
        AssertValid(Ledger);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Check_WhenTheLedgerIsNotThere_StaysValidAndSaysSo(string culture)
    {
        using CultureScope scope = new(culture);
        SignLedger(Ledger);
        SignBerat(Ledger, Berat);
        File.Delete(_documents.PathOf(Ledger));
        AssertValid(Berat, Text.Format(Messages.NotComparedMissing, Ledger));
    }

    [Fact]
    public void Check_WhenTheLedgerIsInUse_StaysValidAndSaysSo()
    {
        SignLedger(Ledger);
        SignBerat(Ledger, Berat);
        using FileStream held = new(_documents.PathOf(Ledger), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Signature signature = Check(Berat);
        Assert.Equal(SignatureStatus.Valid, signature.Status);
        string said = Text.Format(Messages.NotComparedUnreadable, Ledger, "");
        Assert.StartsWith(Verdicts.SignatureValid + " " + said, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WhenTheLedgerHasNoSignature_IsInvalid()
    {
        SignLedger(Ledger);
        SignBerat(Ledger, Berat);
        foreach (string text in (string[])[Documents.Ledger, "<a>", Documents.Ledger + "x"])
        {
            _documents.Write(Ledger, text);
            Signature signature = Check(Berat);
            Assert.Equal(SignatureStatus.Invalid, signature.Status);
            Assert.StartsWith(
                Text.Format(Messages.LedgerOfBeratNotSigned, Berat, Ledger, ""), signature.StatusMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_WhenTheBeratRepeatsNothing_IsInvalid()
    {
        SignLedger(Ledger);
        SignBerat(Ledger, Berat, _ => "");
        Assert.Equal(Text.Format(Messages.BeratOfAnotherLedger, Berat, Ledger), Check(Berat).StatusMessage);
    }

    [Fact]
    public void Check_WhenTheBeratWasChangedToo_SaysThat()
    {
        SignLedger(Ledger);
        SignBerat(Ledger, Berat);
        string text = File.ReadAllText(_documents.PathOf(Berat));
        _documents.Write(Berat, text.Replace("iplik", "ipek", StringComparison.Ordinal));
        SignLedger(Ledger);
        Signature signature = Check(Berat);
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
        Assert.DoesNotContain(Ledger, signature.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WhenApproved_IsComparedWithBeratAndLedger()
    {
        SignLedger(Ledger);
        Approve();
        AssertValid(Approved);
        AssertValid(Berat);

        string berat = File.ReadAllText(_documents.PathOf(Berat));
        File.Delete(_documents.PathOf(Berat));
        AssertValid(Approved, Text.Format(Messages.NotComparedMissing, Berat));

        _documents.Write(Berat, "<a>");
        Assert.StartsWith(
            Text.Format(Messages.NotComparable, Approved, Berat, ""), Check(Approved).StatusMessage, StringComparison.Ordinal);

        _documents.Write(Berat, berat);
        string ledger = File.ReadAllText(_documents.PathOf(Ledger));
        SignLedger(Ledger);
        Assert.Equal(Text.Format(Messages.BeratOfAnotherLedger, Approved, Ledger), Check(Approved).StatusMessage);

        File.Delete(_documents.PathOf(Ledger));
        File.Delete(_documents.PathOf(Berat));
        AssertValid(
            Approved, Text.Format(Messages.NotComparedMissing, Berat) + " " + Text.Format(Messages.NotComparedMissing, Ledger));
        _documents.Write(Ledger, ledger);
        AssertValid(Approved, Text.Format(Messages.NotComparedMissing, Berat));
    }

    [Theory]
    [InlineData("", "is not that of the berat")]
    [InlineData("tr-TR", "beratının onaylısı değil")]
    public void Check_WhenApprovedIsOfAnotherBerat_IsInvalidWithBothNames(string culture, string words)
    {
        using CultureScope scope = new(culture);
        SignLedger(Ledger);
        Approve();
        SignBerat(Ledger, Berat);
        Signature signature = Check(Approved);
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
        Assert.Equal(Text.Format(Messages.ApprovedOfAnotherBerat, Approved, Berat), signature.StatusMessage);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        AssertValid(Berat);
    }

    [Theory]
    [InlineData("5123400670-202609-DR-000000.xml")]
    [InlineData("berat.xml")]
    public void Check_OfOtherFiles_SaysNothing(string name)
    {
        _documents.Sign(Documents.Berat, Documents.RsaKey, name);
        AssertValid(name);
    }

    private void SignLedger(string name) => _documents.Sign(Documents.Ledger, Documents.RsaKey, name);

    private void SignBerat(string ledger, string berat, Func<string, string>? change = null)
    {
        string value = SignatureReader.ReadSignatureValue(_documents.PathOf(ledger));
        _documents.Sign(BeratOf(change is null ? value : change(value)), Documents.RsaKey, berat);
    }

    /// <summary>Writes a berat, and the same one approved.</summary>
    private void Approve()
    {
        string value = SignatureReader.ReadSignatureValue(_documents.PathOf(Ledger));
        string approved = File.ReadAllText(
            CounterSignedBerat.Make(_documents, BeratOf(value), Documents.RsaKey, CounterSignedBerat.AuthorityKey()));
        _documents.Write(Approved, approved);
        const string CounterSignature = "<xades:UnsignedProperties>.*</xades:UnsignedProperties>";
        _documents.Write(Berat, Regex.Replace(approved, CounterSignature, "", RegexOptions.Singleline));
    }

    private static string BeratOf(string ledgerSignature) =>
        Documents.Berat.Replace("AAAA\nBBBB", ledgerSignature, StringComparison.Ordinal);

    private Signature Check(string name) => BeratComparison.Check(
        SignatureVerifier.Verify(_documents.PathOf(name), TrustedRoots.None, CancellationToken.None));

    private void AssertValid(string name, string note = "")
    {
        Signature signature = Check(name);
        string expected = (Verdicts.SignatureValid + " " + note).TrimEnd();
        Assert.Equal((SignatureStatus.Valid, expected), (signature.Status, signature.StatusMessage));
    }
}
