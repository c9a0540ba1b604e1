using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using DefterX.Files;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>What this PC knows that a service keeps of a month: <c>sync/VKN_2026-09_-_journal.json</c> in the copy of the office.</summary>
internal sealed record ReplicaState
{
    /// <summary>The version of the month; 0 when nothing was ever kept.</summary>
    public long Version { get; init; }

    /// <summary>The files of that version, with the times of the copies here.</summary>
    public IReadOnlyList<ReplicaFile> Files { get; init; } = [];

    /// <summary>How many lines its record has.</summary>
    public int Lines { get; init; }

    /// <summary>The lease of the process that last had the month, unless it gave it back.</summary>
    public string? Lease { get; init; }

    public static string PathOf(OfficeFolder office, MonthAddress month) =>
        Path.Combine(office.Path, "sync", month.Path.Replace('/', '_') + ".json");

    /// <summary>The state on disk; that of nothing where there is none, or none that can be read.</summary>
    public static ReplicaState Read(string path)
    {
        try
        {
            return SharedRead.All(path) is byte[] bytes ? JsonSerializer.Deserialize<ReplicaState>(bytes) ?? new() : new();
        }
        catch (JsonException)
        {
            return new(); // fetched again
        }
    }

    public void Write(string path)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this));
    }

    public ReplicaFile? Find(string name) => Files.FirstOrDefault(file => file.Name == name);
}

/// <summary>A file as the service has it.</summary>
/// <param name="Time">When the copy was last written, UTC ticks: as long as that stays, so does its content.</param>
internal sealed record ReplicaFile(string Name, long Length, string Sha256, long Time)
{
    /// <summary>Whether a file is this one; it is read only when its length or time say nothing.</summary>
    public bool IsAt(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists || file.Length != Length) return false;
        return file.LastWriteTimeUtc.Ticks == Time || FileDigest.Sha256(path) == Sha256;
    }

    public static ReplicaFile Of(FileEntry entry, string path) =>
        new(entry.Name, entry.Length, entry.Sha256, File.GetLastWriteTimeUtc(path).Ticks);
}
