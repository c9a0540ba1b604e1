using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DefterX.Files;

/// <summary>What a lock file says: who holds it, and a beat that shows that the holder lives. JSON in one line.</summary>
internal sealed record LockRecord
{
    private const int RoomForBeats = 20; // of the digits of a long
    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Random, of this holding of the lock.</summary>
    public required string Token { get; init; }

    public required string Machine { get; init; }

    public required string User { get; init; }

    public required int ProcessId { get; init; }

    /// <summary><see cref="ProcessIdentity.Start"/>.</summary>
    public required string ProcessStart { get; init; }

    /// <summary>When the lock was taken, by the holder's clock, UTC.</summary>
    public required DateTime Since { get; init; }

    /// <summary>How often the record was rewritten.</summary>
    public required long Beat { get; init; }

    /// <summary>The holder.</summary>
    internal ProcessIdentity Process => new(Machine, ProcessId, ProcessStart);

    /// <summary>The record of a lock that is taken now.</summary>
    public static LockRecord New(ProcessIdentity process) => new()
    {
        Token = Guid.NewGuid().ToString("N"),
        Machine = process.Machine,
        User = Environment.UserName,
        ProcessId = process.Id,
        ProcessStart = process.Start,
        Since = DateTime.UtcNow,
        Beat = 0,
    };

    /// <summary>The record's bytes, of the same length for each beat.</summary>
    public byte[] ToBytes()
    {
        int length = Encoding.UTF8.GetByteCount(Serialize(this with { Beat = 0 })) + RoomForBeats;
        string text = Serialize(this);
        return Encoding.UTF8.GetBytes(text + new string(' ', length - Encoding.UTF8.GetByteCount(text)) + "\n");
    }

    /// <summary>Reads a record; null where there is none, or only a part of one.</summary>
    public static LockRecord? Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonSerializer.Deserialize<LockRecord>(bytes, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The record that is found under a path now, whoever has the file open; null where there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LockRecord? ReadAt(string path) => SharedRead.All(path) is byte[] bytes ? Parse(bytes) : null;

    private static string Serialize(LockRecord record) => JsonSerializer.Serialize(record, s_json);
}
