using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Build;
using DefterX.Ledgers;
using DefterX.TestSupport;

namespace DefterX.Bench;

/// <summary>A journal of 200 MB, a key that signs it, and what is made of them.</summary>
internal static class SignVerifyFiles
{
    private const int Lines = 132_000;
    private const int Tail = 1 << 16;
    private static readonly Period s_period = new(2026, 9);

    internal static string Folder { get; } = Path.Combine(Repository.Output, "bench", "sign");

    internal static string Certificate { get; } = Path.Combine(Folder, "certificate.pem");

    internal static string Key { get; } = Path.Combine(Folder, "key.pem");

    /// <summary>The journal as it was created, without a signature.</summary>
    internal static string Journal { get; } = Path.Combine(Folder, "1234567808-202609-Y-000000.xml");

    /// <summary>The journal, signed by us.</summary>
    internal static string Signed { get; } = Path.Combine(Folder, "signed.xml");

    /// <summary>The same with no digests and no value in its signature.</summary>
    internal static string Template { get; } = Path.Combine(Folder, "template.xml");

    internal static void Make()
    {
        Delete();
        LedgerRequest request = LedgerCreate.Request(s_period) with { LargestFile = 1L << 30 };
        new LedgerCreator(new MonthFolder(request.Id, Folder), request)
            .Create(LedgerBooks.Entries(s_period, Lines, hasThreeAccounts: false), CancellationToken.None);
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("1234567808", "Örnek Ticaret", KeyKind.Rsa);
        using RSA key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        SignVerifyModes.Sign(Journal, Signed);
        WriteTemplate();
    }

    /// <summary>Writes the journal with its entries again and again.</summary>
    internal static void WriteRepeated(string path, int times)
    {
        using FileStream source = File.OpenRead(Journal);
        using FileStream target = File.Create(path);
        long length = source.Length;
        long start = Read(source, 0).IndexOf("<gl-cor:entryHeader>", StringComparison.Ordinal);
        const string EndTag = "</gl-cor:entryHeader>";
        long end = length - Tail + Read(source, length - Tail).LastIndexOf(EndTag, StringComparison.Ordinal) + EndTag.Length;
        Copy(source, 0, start, target);
        for (int i = 0; i < times; i++) Copy(source, start, end, target);
        Copy(source, end, length, target);
    }

    internal static void Delete()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static void WriteTemplate()
    {
        using FileStream source = File.OpenRead(Signed);
        using FileStream target = File.Create(Template);
        long tailAt = source.Length - Tail;
        Copy(source, 0, tailAt, target);
        string tail = Read(source, tailAt);
        int start = tail.IndexOf("<ds:SignedInfo>", StringComparison.Ordinal);
        int end = tail.IndexOf("<ds:KeyInfo>", StringComparison.Ordinal);
        string empty = Regex.Replace(tail[start..end], "(<ds:(DigestValue|SignatureValue)[^>]*>)[^<]*", "$1");
        target.Write(Encoding.Latin1.GetBytes(tail[..start] + empty + tail[end..]));
    }

    // So many octets, one a character.
    private static string Read(FileStream source, long at)
    {
        byte[] octets = new byte[Tail];
        source.Position = at;
        source.ReadExactly(octets);
        return Encoding.Latin1.GetString(octets);
    }

    private static void Copy(FileStream source, long start, long end, FileStream target)
    {
        byte[] block = new byte[1 << 20];
        source.Position = start;
        while (source.Position < end)
        {
            int count = source.Read(block, 0, (int)Math.Min(block.Length, end - source.Position));
            target.Write(block, 0, count);
        }
    }
}
