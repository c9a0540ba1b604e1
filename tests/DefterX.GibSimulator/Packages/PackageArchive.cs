using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace DefterX.GibSimulator.Packages;

/// <summary>The zip of a package, opened without trust in its names, sizes or ratios.</summary>
internal static class PackageArchive
{
    private const int MaxEntries = 2;

    /// <summary>Deflate reaches about 1000:1 on zeros; XBRL GL files stay under 60:1.</summary>
    private const long MaxRatio = 250;

    /// <returns>The files by name: exactly those that belong into a package of this name.</returns>
    /// <exception cref="PackageRejectedException">The zip is damaged or dangerous, or holds something else.</exception>
    public static Dictionary<string, byte[]> Open(byte[] zip, PackageName name, long maxFileBytes)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                throw new PackageRejectedException($"Zip dosyasında {archive.Entries.Count} öğe var.");
            string[] expected = Expected(name);
            string[] actual = archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ToArray();
            if (!actual.SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                throw new PackageRejectedException(
                    $"Zip dosyasında {string.Join(", ", expected)} olmalı, {string.Join(", ", actual)} var.");
            return archive.Entries.ToDictionary(entry => entry.FullName, entry => Read(entry, maxFileBytes), StringComparer.Ordinal);
        }
        catch (InvalidDataException exception)
        {
            throw new PackageRejectedException("Zip dosyası açılamadı.", exception);
        }
    }

    /// <summary>
    /// Berat and ledger; from January 2025 the general ledger (K) is not uploaded (Uygulama Kılavuzu v1.12, part C; that the KB
    /// zip then holds the berat alone is inferred). A report is alone.
    /// </summary>
    private static string[] Expected(PackageName name)
    {
        bool alone = name.IsReport || (name.Kind == "KB" && name.Month >= new DateOnly(2025, 1, 1));
        return alone ? [$"{name}.xml"] : [$"{name}.xml", name.LedgerFile];
    }

    /// <summary>Reads no more than allowed, whatever the header says of the size.</summary>
    private static byte[] Read(ZipArchiveEntry entry, long maxFileBytes)
    {
        long limit = Math.Min(maxFileBytes, Math.Max(entry.CompressedLength, 4096) * MaxRatio);
        using Stream source = entry.Open();
        using MemoryStream target = new();
        byte[] buffer = new byte[81920];
        for (int count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            if (target.Length + count > limit)
                throw new PackageRejectedException($"{entry.FullName} izin verilenden büyük.");
            target.Write(buffer, 0, count);
        }

        return target.ToArray();
    }
}
