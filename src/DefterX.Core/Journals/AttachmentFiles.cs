using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DefterX.Journals;

/// <summary>PDF files that become part of a ledger (defterek:binaryObject; Teknik Kılavuz 2.3, schematron Y129-Y131).</summary>
internal static class AttachmentFiles
{
    /// <summary>The folder within the month's in which they are kept.</summary>
    public const string Folder = "attachments";

    // In base64 they take a third more, and a part of a ledger may have 200 MB.
    private const long MostBytes = 100L << 20;

    /// <summary>Checks that each is a PDF file and that all are not too large.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>, <see cref="ErrorIds.JournalNotFound"/>.</exception>
    public static void Check(IReadOnlyList<string> paths)
    {
        long length = 0;
        foreach (string path in paths)
        {
            if (!File.Exists(path))
            {
                throw new DefterXException(ErrorIds.JournalNotFound, Text.Format(Strings.FileNotFound, path), path);
            }

            if (!IsPdf(path))
            {
                throw new DefterXException(ErrorIds.JournalUnreadable, Text.Format(Strings.AttachmentInvalid, path), path);
            }

            length += new FileInfo(path).Length;
            if (length <= MostBytes) continue;
            throw new DefterXException(
                ErrorIds.JournalUnreadable, Text.Format(Strings.AttachmentTooLarge, length >> 20, MostBytes >> 20), path);
        }
    }

    // The rule compares the ending letter by letter.
    private static bool IsPdf(string path)
    {
        if (!path.EndsWith(".pdf", StringComparison.Ordinal)) return false;
        byte[] start = new byte[5];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return stream.Read(start, 0, start.Length) == start.Length && Encoding.ASCII.GetString(start) == "%PDF-";
    }
}
