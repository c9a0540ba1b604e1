using System;
using System.Threading;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.Signatures;
using DefterX.TestSupport;
using Xunit;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures;

/// <summary>Signatures that verify, judged by the roots of an office.</summary>
public sealed class SignatureTrustTests : IDisposable
{
    private static readonly SoftwareKey s_issued = SoftwareKey.Issued(SigningAlgorithm.EcdsaSha384);
    private static readonly TrustedRoots s_roots = new([TestCertificates.Authority]);

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Fact]
    public void Verify_WhenTheChainEndsAtARoot_IsValid()
    {
        string path = SignNow(s_issued);
        Assert.Equal(SignatureStatus.Valid, Verify(path, s_roots).Status);
        Assert.Equal(SignatureStatus.Valid, Verify(path, TrustedRoots.None).Status);
    }

    [Theory]
    [InlineData("", "is not trusted", "is missing")]
    [InlineData("tr-TR", "sertifikasına güvenilmiyor", "sertifikası eksik")]
    public void Verify_WhenTheRootIsAnother_IsUntrustedWithTheReason(string culture, string words, string reason)
    {
        using CultureScope scope = new(culture);
        string path = SignNow(s_issued);
        Signature signature = Verify(path, new TrustedRoots([Documents.RsaKey.Certificate]));
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        Assert.Contains("Deneme Çağrı İnşaat A.Ş.", signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(reason, signature.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("Sertifika Hizmet Sağlayıcısı", signature.StatusMessage, StringComparison.Ordinal);
        Assert.Equal("1234567808", signature.Identifier);
    }

    [Fact]
    public void Verify_WhenTheDocumentWasChangedToo_IsInvalid()
    {
        string text = System.IO.File.ReadAllText(SignNow(s_issued)).Replace("iplik", "ipek", StringComparison.Ordinal);
        Signature signature = Verify(_documents.Write("changed.xml", text), new TrustedRoots([Documents.RsaKey.Certificate]));
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Verify_WhenTheCounterSignerIsNotTrusted_IsUntrusted(string culture)
    {
        using CultureScope scope = new(culture);
        SoftwareKey authority = CounterSignedBerat.AuthorityKey();
        string path = CounterSignedBerat.Make(_documents, Documents.Berat, Documents.RsaKey, authority);
        Signature signature = Verify(path, new TrustedRoots([Documents.RsaKey.Certificate]));
        Assert.Equal(SignatureStatus.Untrusted, signature.Status);
        string expected = Text.Format(Messages.CounterSignerNotTrusted, "Örnek İdare Başkanlığı", "");
        Assert.StartsWith(expected, signature.StatusMessage, StringComparison.Ordinal);
        TrustedRoots both = new([Documents.RsaKey.Certificate, authority.Certificate]);
        Assert.Equal(SignatureStatus.Valid, Verify(path, both).Status);
        Assert.Equal(SignatureStatus.Untrusted, Verify(path, new TrustedRoots([authority.Certificate])).Status);
    }

    private string SignNow(SoftwareKey key)
    {
        string source = _documents.Write("unsigned.xml", Documents.Ledger);
        string path = _documents.PathOf("signed.xml");
        new XadesSigner(key, DateTimeOffset.Now).Sign(source, path, CancellationToken.None);
        return path;
    }

    private static Signature Verify(string path, TrustedRoots roots) =>
        SignatureVerifier.Verify(path, roots, CancellationToken.None);
}
