using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace DefterX.GibSimulator.Packages;

/// <summary>Packages on disk: <c>000001.json</c>, its <c>.zip</c> until processed, its approved berat as <c>.xml</c>.</summary>
internal sealed class StateFolder
{
    private readonly string _path;

    public StateFolder(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
    }

    public IEnumerable<Package> Load() =>
        Directory.GetFiles(_path, "*.json").Order(StringComparer.Ordinal).Select(Load).ToArray();

    /// <summary>Forgets every package.</summary>
    public void Clear()
    {
        foreach (string path in Directory.GetFiles(_path, "*.*").Where(path => Path.GetExtension(path) is ".json" or ".zip" or ".xml"))
            File.Delete(path);
    }

    public void Save(Package package)
    {
        Record record = new(
            package.Name.ToString(), package.UploadedBy, package.ReceivedAt, package.Status, package.Reason, package.Berat, package.DownloadCount);
        SaveContent(PathOf(package.Number, "zip"), package.Content);
        SaveContent(PathOf(package.Number, "xml"), package.ApprovedBerat);
        Write(PathOf(package.Number, "json"), JsonSerializer.SerializeToUtf8Bytes(record));
        if (package.Content is null)
            File.Delete(PathOf(package.Number, "zip"));
    }

    private static void SaveContent(string path, byte[]? content)
    {
        if (content is not null && !File.Exists(path))
            Write(path, content);
    }

    private static void Write(string path, byte[] content)
    {
        using (FileStream stream = File.Create(path + ".tmp"))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    private Package Load(string path)
    {
        int number = int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);
        Record record = JsonSerializer.Deserialize<Record>(File.ReadAllBytes(path))!;
        return new Package
        {
            Number = number,
            Name = PackageName.Parse(record.Name)!,
            UploadedBy = record.UploadedBy,
            ReceivedAt = record.ReceivedAt,
            Status = record.Status,
            Reason = record.Reason,
            Berat = record.Berat,
            DownloadCount = record.DownloadCount,
            Content = ReadIfThere(PathOf(number, "zip")),
            ApprovedBerat = ReadIfThere(PathOf(number, "xml")),
        };
    }

    private static byte[]? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private string PathOf(int number, string extension) =>
        Path.Combine(_path, $"{number.ToString("000000", CultureInfo.InvariantCulture)}.{extension}");

    private sealed record Record(
        string Name, string UploadedBy, DateTimeOffset ReceivedAt, PackageStatus Status, string? Reason, BeratIdentity? Berat,
        int DownloadCount);
}
