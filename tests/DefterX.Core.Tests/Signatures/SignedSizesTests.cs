using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Signatures;

/// <summary>What we sign, of every size and with both kinds of keys; the judge is the check tool: the JDK, xmlsec1 and the
/// structure.</summary>
public sealed class SignedSizesTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    private static long[] Sizes => Soak.Size(1) == 1
        ? [1_000, 100_000, 5_000_000]
        : [1_000, 100_000, 5_000_000, 50_000_000, 200_000_000, 500_000_000];

    [GibPackageFact]
    public void Sign_WhenOfAnySize_VerifiesByTheCheckTool() => Oracle.AssertAccepts("signature", Sizes.SelectMany(Sign).ToArray());

    private string[] Sign(long size)
    {
        string source = Write(size);
        return [.. ((SoftwareKey[])[Documents.RsaKey, Documents.EcKey]).Select(key =>
        {
            string signed = _documents.PathOf(string.Create(CultureInfo.InvariantCulture, $"{key.Algorithm}-{size}.xml"));
            new XadesSigner(key, Documents.SigningTime).Sign(source, signed, CancellationToken.None);
            Assert.Equal(SignatureStatus.Valid, Verdict.Of(signed).Status);
            return signed;
        })];
    }

    // The body of the small ledger again and again, with an amount of its own each time.
    private string Write(long size)
    {
        int at = Documents.Ledger.IndexOf("<x:b/>", StringComparison.Ordinal);
        string path = _documents.PathOf("unsigned.xml");
        using StreamWriter writer = new(path, false, new UTF8Encoding(false), 1 << 16);
        writer.Write(Documents.Ledger[..at]);
        for (long i = 0; (i + 1) * 90 < size - Documents.Ledger.Length; i++)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<x:satır  no='{i:00000000}' tutar=\"{i * 7919 % 1_000_000}.50\">Satış &amp; tahsilat <!-- {i:00000000} --></x:satır>\n"));
        }

        writer.Write(Documents.Ledger[at..]);
        return path;
    }
}
