using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace DefterX.Gib;

/// <summary>Takes the approved berat out of what GİB sent: a zip, or the document itself (the guide leaves that open).</summary>
internal static class PackageReader
{
    private const string ApprovedPrefix = "GIB-";
    private const int MaxEntries = 16;
    private const int MaxSize = 16 * 1024 * 1024;

    // XBRL deflates to a tenth or twentieth; a thousand times and more is what only a bomb does.
    private const int MaxRatio = 200;

    /// <summary>The berat's bytes; whether it is approved is for the signature to show.</summary>
    /// <param name="expectedFileName">The berat's file name, with or without <c>GIB-</c>;
    /// it may have either name in a zip.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibRejected"/>:
    /// it is something else, or unsafe to open.</exception>
    public static byte[] ReadBerat(GibAttachment attachment, string expectedFileName)
    {
        try
        {
            byte[] content = attachment.Content;
            if (content.Length > MaxSize) throw new InvalidDataException(Text.Format(Strings.PackageTooLarge, MaxSize));
            if (IsZip(content)) return FromZip(content, expectedFileName);
            return IsXml(content) ? content : throw new InvalidDataException(Strings.PackageUnknown);
        }
        catch (InvalidDataException exception)
        {
            throw new DefterXException(
                ErrorIds.GibRejected,
                Text.Format(Strings.PackageUnreadable, expectedFileName, exception.Message),
                expectedFileName,
                exception);
        }
    }

    private static bool IsZip(byte[] content) => content is [(byte)'P', (byte)'K', 3, 4, ..];

    private static bool IsXml(byte[] content) => content is [(byte)'<', ..] or [0xEF, 0xBB, 0xBF, (byte)'<', ..];

    private static byte[] FromZip(byte[] content, string expectedFileName)
    {
        using ZipArchive zip = new(new MemoryStream(content), ZipArchiveMode.Read);
        if (zip.Entries.Count > MaxEntries)
        {
            throw new InvalidDataException(Text.Format(Strings.PackageTooManyFiles, zip.Entries.Count));
        }

        ZipArchiveEntry? unsafeEntry = zip.Entries.FirstOrDefault(entry => entry.FullName.IndexOfAny(['/', '\\', ':']) >= 0);
        if (unsafeEntry is not null) throw new InvalidDataException(Text.Format(Strings.PackageUnsafeName, unsafeEntry.FullName));

        string plain = expectedFileName.StartsWith(ApprovedPrefix, StringComparison.Ordinal)
            ? expectedFileName.Substring(ApprovedPrefix.Length)
            : expectedFileName;
        List<ZipArchiveEntry> found =
            [.. zip.Entries.Where(entry => entry.FullName == plain || entry.FullName == ApprovedPrefix + plain)];
        return found.Count == 1
            ? Inflate(found[0])
            : throw new InvalidDataException(
                Text.Format(Strings.PackageWithoutBerat, string.Join(", ", zip.Entries.Select(entry => entry.FullName))));
    }

    // The sizes that a zip states are only claims: what comes out is counted.
    private static byte[] Inflate(ZipArchiveEntry entry)
    {
        long limit = Math.Min(MaxSize, Math.Max(entry.CompressedLength, 64) * MaxRatio);
        using Stream source = entry.Open();
        using MemoryStream target = new();
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = source.Read(buffer, 0, buffer.Length)) > 0)
        {
            target.Write(buffer, 0, count);
            if (target.Length > limit) throw new InvalidDataException(Text.Format(Strings.PackageTooLarge, limit));
        }

        return target.ToArray();
    }
}
