using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using DefterX.Files;

namespace DefterX.Gib;

/// <summary>Writes the zip packages that GİB takes (Teknik Kılavuz 2.4).</summary>
internal static class PackageWriter
{
    /// <summary>Writes the files, in their order and without folders. The same files give the same bytes.</summary>
    /// <remarks>An existing package is replaced, once the new one is complete.</remarks>
    public static void Write(string zipPath, IReadOnlyList<string> files) => AtomicFile.Write(zipPath, stream =>
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (string file in files) Add(zip, file);
    });

    private static void Add(ZipArchive zip, string path)
    {
        using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        ZipArchiveEntry entry = zip.CreateEntry(Path.GetFileName(path), CompressionLevel.Optimal);
        // UTC, so that the time zone of the PC leaves no trace.
        entry.LastWriteTime = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        using Stream target = entry.Open();
        source.CopyTo(target);
    }
}
