using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>The append-only record of a month, <c>filing.jsonl</c>: a JSON object a line.</summary>
internal sealed class FilingLog
{
    /// <summary>The name of the file in a month's folder.</summary>
    public const string FileName = "filing.jsonl";

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
    private readonly string? _environment;

    /// <param name="path">The file.</param>
    /// <param name="branch">The branch's number, or null.</param>
    /// <param name="book">The book.</param>
    /// <param name="environment">GİB's environment that the office works in: what was done in the other one is told apart. Null where
    /// that does not matter.</param>
    public FilingLog(string path, string? branch, LedgerBook book, GibEnvironment? environment = null)
    {
        _path = path;
        _branch = branch;
        _book = book == LedgerBook.Journal ? null : book;
        _environment = environment?.ToString();
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

    /// <summary>The lines of the branch and book, oldest first, without those of GİB's other environment. A line cut short by a crash is
    /// passed over.</summary>
    public IReadOnlyList<FilingEvent> Read() => [.. ReadOwn().Where(IsOfEnvironment)];

    /// <summary>The lines since the month was last created, without those of GİB's other environment.</summary>
    public IReadOnlyList<FilingEvent> ReadCurrent() => [.. SinceCreation().Where(IsOfEnvironment)];

    /// <summary>The lines since the month was last created that are of GİB's other environment.</summary>
    public IReadOnlyList<FilingEvent> ReadCurrentElsewhere() => [.. SinceCreation().Where(step => !IsOfEnvironment(step))];

    /// <summary>The lines of all branches and books since the months were last created, in any environment.</summary>
    public static IEnumerable<FilingEvent> ReadCurrentOfAll(string path) =>
        ReadAll(path).GroupBy(step => (step.Branch, step.Book)).SelectMany(SinceCreation);

    private List<FilingEvent> SinceCreation() => SinceCreation(ReadOwn());

    private static List<FilingEvent> SinceCreation(IEnumerable<FilingEvent> steps)
    {
        List<FilingEvent> current = [];
        foreach (FilingEvent step in steps)
        {
            if (step.Step is FilingStep.Created or FilingStep.Removed) current.Clear();
            current.Add(step);
        }

        return current;
    }

    private bool IsOfEnvironment(FilingEvent step) =>
        _environment is null || step.Environment is null || step.Environment == _environment;

    private IEnumerable<FilingEvent> ReadOwn() => ReadAll(_path).Where(step => step.Branch == _branch && step.Book == _book);

    private static IEnumerable<FilingEvent> ReadAll(string path)
    {
        if (!File.Exists(path)) yield break;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream, Encoding.UTF8);
        while (reader.ReadLine() is string line)
        {
            if (Parse(line) is FilingEvent step) yield return step;
        }
    }

    /// <summary>Reads a line; null where it is none, or none that is known here.</summary>
    public static FilingEvent? Parse(string line)
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
