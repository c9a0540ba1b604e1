using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DefterX.Files;

namespace DefterX.Ledgers;

/// <summary>The append-only record of a month, <c>filing.jsonl</c>: a JSON object a line.</summary>
internal sealed class FilingLog
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    // The branches of a firm share the file, and are signed at the same time.
    private static readonly object s_append = new();

    private readonly string _path;
    private readonly string? _branch;
    private readonly LedgerBook? _book;

    public FilingLog(string path, string? branch, LedgerBook book)
    {
        _path = path;
        _branch = branch;
        _book = book == LedgerBook.Journal ? null : book;
    }

    /// <summary>Adds a line and flushes it to disk.</summary>
    public void Append(FilingEvent step)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(step with { Branch = _branch, Book = _book }, s_json);
        PrivateFolder.Create(Path.GetDirectoryName(_path)!);
        lock (s_append) Append(line);
    }

    private void Append(byte[] line)
    {
        using FileStream stream = LockedFile.Open(_path, FileShare.Read);
        // A line that a crash cut short is ended, so that the next one is whole.
        if (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
        }

        stream.Write(line, 0, line.Length);
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The lines of the branch and book, oldest first. A line cut short by a crash is passed over.</summary>
    public IReadOnlyList<FilingEvent> Read() => [.. ReadAll().Where(step => step.Branch == _branch && step.Book == _book)];

    /// <summary>The lines since the month was last created.</summary>
    public IReadOnlyList<FilingEvent> ReadCurrent()
    {
        List<FilingEvent> current = [];
        foreach (FilingEvent step in Read())
        {
            if (step.Step is FilingStep.Created or FilingStep.Removed) current.Clear();
            current.Add(step);
        }

        return current;
    }

    private IEnumerable<FilingEvent> ReadAll()
    {
        if (!File.Exists(_path)) yield break;
        using FileStream stream = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream, Encoding.UTF8);
        while (reader.ReadLine() is string line)
        {
            if (Parse(line) is FilingEvent step) yield return step;
        }
    }

    private static FilingEvent? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<FilingEvent>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
