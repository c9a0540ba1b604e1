using System;
using System.IO;
using System.Text.Json;
using DefterX.Files;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Operations.Hosting;

namespace DefterX.Service.Operations.Keeping;

/// <summary><c>manifest.json</c> of a backup; written last, so that a folder without it is no backup.</summary>
/// <param name="Product">Always <see cref="ServiceInfo.ProductName"/>.</param>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Provider">Whose dump the database's file is: Sqlite or PostgreSql.</param>
/// <param name="Time">When it was begun.</param>
/// <param name="Database">The name of the dump.</param>
/// <param name="Sums">SHA-256 of the list of files, 64 hexadecimal digits, lower case.</param>
/// <param name="Files">How many the list has.</param>
/// <param name="Bytes">How large they are together.</param>
internal sealed record BackupManifest(
    string Product, string Version, string Provider, DateTimeOffset Time, string Database, string Sums, long Files, long Bytes)
{
    private const string FileName = "manifest.json";

    /// <summary>The list of files with their digests, as <c>sha256sum --check</c> reads it.</summary>
    public const string SumsName = "SHA256SUMS";

    /// <summary>What the list calls a content.</summary>
    public static string NameOf(string officeId, string sha256) => $"blobs/{officeId}/{sha256[..2]}/{sha256}";

    public void Write(string folder)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, ServiceJson.Options);
        AtomicFile.Write(Path.Combine(folder, FileName), stream => stream.Write(json));
    }

    /// <summary>Reads it, and makes sure that the list of files is the one that was written.</summary>
    /// <exception cref="ServiceStartException">There is none, or it or the list was changed.</exception>
    public static BackupManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new ServiceStartException(Text.Format(Strings.NoBackup, folder));
        BackupManifest? manifest = null;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), ServiceJson.Options);
        }
        catch (JsonException)
        {
        }

        if (manifest?.Product != ServiceInfo.ProductName) throw new ServiceStartException(Text.Format(Strings.BackupDamaged, path));
        string sums = Path.Combine(folder, SumsName);
        if (!File.Exists(sums) || FileDigest.Sha256(sums) != manifest.Sums)
        {
            throw new ServiceStartException(Text.Format(Strings.BackupDamaged, sums));
        }

        return manifest;
    }
}
