using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes PDF files into a journal as extensions (binaryObject, edefter_ek.xsd; schematron Y129-Y131).</summary>
internal static class AttachmentWriter
{
    private const string Namespace = "http://www.edefter.gov.tr/ek";

    // A multiple of three, so that no padding comes before the end.
    private const int BlockSize = 3 << 14;

    /// <summary>The bytes that the files take in the journal.</summary>
    public static long LengthOf(IReadOnlyList<string> paths)
    {
        long length = 0;
        foreach (string path in paths)
        {
            CanonicalBuffer start = new();
            Start(start, path);
            length += start.Length + ((new FileInfo(path).Length + 2) / 3 * 4) + 256;
        }

        return length;
    }

    public static void Write(LedgerFileWriter file, IReadOnlyList<string> paths)
    {
        file.Buffer.Raw("<extensions>"u8);
        foreach (string path in paths)
        {
            Start(file.Buffer, path);
            Content(file, path);
            file.Buffer.Raw("</defterek:binaryObject></extension>"u8);
        }

        file.Buffer.Raw("</extensions>"u8);
    }

    private static void Start(CanonicalBuffer buffer, string path) => buffer
        .Raw("<extension><defterek:binaryObject xmlns:defterek=\""u8).Attribute(Namespace)
        .Raw("\" filename=\""u8).Attribute(Path.GetFileName(path))
        .Raw("\" mimeCode=\"application/pdf\">"u8);

    private static void Content(LedgerFileWriter file, string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        byte[] block = new byte[BlockSize];
        int length;
        do
        {
            length = 0;
            while (length < block.Length && stream.Read(block, length, block.Length - length) is int count and > 0) length += count;
            byte[] text = Encoding.ASCII.GetBytes(Convert.ToBase64String(block, 0, length));
            file.Write(text, text.Length);
        }
        while (length == block.Length);
    }
}
