using System;
using System.IO;
using DefterX.Signatures;
using Xunit;

namespace DefterX.Tests.Signatures;

public sealed class SignatureReaderTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Fact]
    public void ReadSignatureValue_WhenSigned_IsVerbatim()
    {
        string path = _documents.Sign(Documents.Berat, Documents.RsaKey);
        string value = SignatureReader.ReadSignatureValue(path);
        Assert.Equal(76, value.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains($"\">{value}</ds:SignatureValue>\n<ds:KeyInfo>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("defter")]
    [InlineData("berat")]
    public void ReadSignatureValue_WhenUnsigned_Throws(string root)
    {
        string path = _documents.Write("unsigned.xml", root == "berat" ? Documents.Berat : Documents.Ledger);
        DefterXException e = Assert.Throws<DefterXException>(() => SignatureReader.ReadSignatureValue(path));
        Assert.Equal((ErrorIds.LedgerNotSigned, path), (e.ErrorId, e.Target));
    }

    [Fact]
    public void ReadSignatureValue_WhenMalformed_Throws()
    {
        string path = _documents.Write("broken.xml", "<a>\n</b>");
        Assert.Equal(
            ErrorIds.SignatureInvalid, Assert.Throws<DefterXException>(() => SignatureReader.ReadSignatureValue(path)).ErrorId);
    }
}
