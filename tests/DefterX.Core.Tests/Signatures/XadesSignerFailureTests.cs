using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.Signatures;
using Xunit;

namespace DefterX.Tests.Signatures;

/// <summary>What is not signed, and that nothing is left of it.</summary>
public sealed class XadesSignerFailureTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    public static TheoryData<string, string> NotSignable => new()
    {
        { "<edefter:defter xmlns:edefter='http://www.edefter.gov.tr'>\n<a></b></edefter:defter>", "2" },
        { "<!DOCTYPE a><a/>", "DTD" },
        { "", "ends too early" },
        { "<edefter:defter xmlns:edefter='urn:other'></edefter:defter>", "edefter:defter" },
        { "<edefter:defter xmlns:edefter='http://www.edefter.gov.tr'/>", "UTF-8" },
        { "<?xml version='1.0' encoding='ISO-8859-1'?><a:defter xmlns:a='http://www.edefter.gov.tr'></a:defter>", "UTF-8" },
        { "<a:defter xmlns:a='http://www.edefter.gov.tr' xmlns:b='yevmiye'></a:defter>", "relative" },
        { "<a:defter xmlns:a='http://www.edefter.gov.tr'><b Id='x'/><c Id='x'/></a:defter>", "'x'" },
        {
            "<a:defter xmlns:a='http://www.edefter.gov.tr'><b><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></b>"
            + "</a:defter>",
            "signed already"
        },
    };

    [Theory]
    [MemberData(nameof(NotSignable))]
    public void Sign_WhenNotSignable_SaysWhyAndLeavesNothing(string text, string reason)
    {
        string target = _documents.PathOf("target.xml");
        DefterXException e = Assert.Throws<DefterXException>(() => _documents.Sign(text, Documents.RsaKey, "target.xml"));
        Assert.Equal((ErrorIds.SignatureInvalid, _documents.PathOf("unsigned.xml")), (e.ErrorId, e.Target));
        Assert.Contains(_documents.PathOf("unsigned.xml"), e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Sign_WhenSignedAlready_Throws()
    {
        string signed = File.ReadAllText(_documents.Sign(Documents.Ledger, Documents.RsaKey));
        DefterXException e = Assert.Throws<DefterXException>(() => _documents.Sign(signed, Documents.RsaKey, "twice.xml"));
        Assert.Equal(ErrorIds.SignatureInvalid, e.ErrorId);
        Assert.False(File.Exists(_documents.PathOf("twice.xml")));
    }

    [Fact]
    public void Sign_WhenCancelled_LeavesNothing()
    {
        string source = _documents.Write("unsigned.xml", Documents.Ledger);
        Assert.Throws<OperationCanceledException>(() => new XadesSigner(Documents.RsaKey, Documents.SigningTime)
            .Sign(source, _documents.PathOf("target.xml"), new CancellationToken(true)));
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
        Assert.Equal(Documents.Ledger, File.ReadAllText(source));
    }

    [Fact]
    public void Sign_WhenTheDeviceFails_LeavesNothing()
    {
        DefterXException removed = new(ErrorIds.DeviceRemoved, "removed");
        Assert.Same(removed, Assert.Throws<DefterXException>(
            () => _documents.Sign(
                Documents.Ledger, new FaultyKey(Documents.RsaKey.Certificate, () => throw removed), "target.xml")));
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
    }

    [Fact]
    public void Sign_WhenTheValueIsOfAnotherKey_Throws()
    {
        DefterXException e = Assert.Throws<DefterXException>(
            () => _documents.Sign(
                Documents.Ledger, new FaultyKey(Documents.RsaKey.Certificate, () => new byte[256]), "target.xml"));
        Assert.Equal(ErrorIds.SignatureInvalid, e.ErrorId);
        Assert.False(File.Exists(_documents.PathOf("target.xml")));
    }

    [Fact]
    public void Sign_WhenTargetIsTheSource_KeepsTheSource()
    {
        string path = _documents.Write("unsigned.xml", Documents.Ledger);
        Assert.Throws<IOException>(
            () => new XadesSigner(Documents.RsaKey, Documents.SigningTime).Sign(path, path, CancellationToken.None));
        Assert.Equal(Documents.Ledger, File.ReadAllText(path));
    }

    private sealed class FaultyKey(X509Certificate2 certificate, Func<byte[]> sign) : ISigningKey
    {
        public X509Certificate2 Certificate => certificate;

        public IReadOnlyList<X509Certificate2> Chain => [certificate];

        public SigningAlgorithm Algorithm => SigningAlgorithm.RsaSha256;

        public byte[] Sign(byte[] data, CancellationToken cancellationToken) => sign();
    }
}
