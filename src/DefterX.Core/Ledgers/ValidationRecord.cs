using System;
using System.IO;
using System.Text.Json;
using DefterX.Files;

namespace DefterX.Ledgers;

/// <summary>The result of a validation, kept as <c>validation.json</c>; stale when the export or the rules have changed since.</summary>
internal sealed record ValidationRecord
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>SHA-256 of the export that was validated, hexadecimal.</summary>
    public required string JournalSha256 { get; init; }

    /// <summary><see cref="JournalRules.Version"/>.</summary>
    public required string Rules { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required long Errors { get; init; }

    public required long Entries { get; init; }

    public required long Lines { get; init; }

    public required decimal TotalDebit { get; init; }

    public required decimal TotalCredit { get; init; }

    /// <summary>The record of a month, or null when there is none that is readable and of these rules.</summary>
    public static ValidationRecord? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            ValidationRecord? record = JsonSerializer.Deserialize<ValidationRecord>(File.ReadAllBytes(path), s_json);
            return record?.Rules == JournalRules.Version ? record : null;
        }
        catch (JsonException)
        {
            // A record that cannot be read says nothing; validating again writes a new one.
            return null;
        }
    }

    public void Write(string path)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, s_json));
    }
}
