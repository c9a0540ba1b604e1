using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DefterX.Files;

namespace DefterX.Office;

/// <summary>Reads and rewrites the office's JSON files; fields that are not ours stay as they are.</summary>
internal static class OfficeJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        // Turkish letters stay readable; the files are never part of a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PeriodConverter() },
    };

    /// <summary>Reads a file that must exist.</summary>
    /// <exception cref="DefterXException">With the given id, the file and the line.</exception>
    public static T Read<T>(string path, string errorId)
        where T : class
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<T>(stream, s_options) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw Broken(path, errorId, exception);
        }
    }

    /// <summary>Reads what is not, or not yet, in a file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What it is called in the message.</param>
    /// <param name="errorId">The id of the failure.</param>
    /// <exception cref="DefterXException">With the given id, the name and the line.</exception>
    public static T Parse<T>(string json, string name, string errorId)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw Broken(name, errorId, exception);
        }
    }

    /// <summary>Reads what a file would hold.</summary>
    /// <exception cref="JsonException">It is not of that form.</exception>
    public static T Parse<T>(JsonElement content)
        where T : class => content.Deserialize<T>(s_options) ?? throw new JsonException();

    /// <summary>Writes the value's fields into the file and keeps the other fields.</summary>
    public static void Write<T>(string path, T value, string errorId)
        where T : class => AtomicFile.WriteAllText(path, Merged(path, value, errorId));

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static string Merged<T>(string path, T value, string errorId)
        where T : class
    {
        JsonObject written = (JsonObject)JsonSerializer.SerializeToNode(value, s_options)!;
        if (File.Exists(path))
        {
            JsonObject existing = ReadObject(path, errorId);
            Merge(existing, written);
            written = existing;
        }

        return written.ToJsonString(s_options) + "\n";
    }

    /// <summary>Whether two would be written alike.</summary>
    public static bool AreSame<T>(T one, T other) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one, s_options), JsonSerializer.SerializeToNode(other, s_options));

    /// <summary>Writes the value's fields into a text and keeps the other fields.</summary>
    /// <param name="json">The text.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">What the text is called in a message.</param>
    /// <param name="errorId">The id of the failure.</param>
    /// <param name="dictionary">A field whose entries are the user's: those that the value no longer has go.</param>
    /// <exception cref="DefterXException">With the given id, the name and the line.</exception>
    public static string MergedText<T>(string json, T value, string name, string errorId, string dictionary)
        where T : class
    {
        JsonObject written = (JsonObject)JsonSerializer.SerializeToNode(value, s_options)!;
        JsonObject existing = ParseObject(json, name, errorId);
        if (existing[dictionary] is JsonObject old && written[dictionary] is JsonObject wanted)
        {
            foreach (string key in old.Select(entry => entry.Key).Where(key => !wanted.ContainsKey(key)).ToArray()) old.Remove(key);
        }

        Merge(existing, written);
        return existing.ToJsonString(s_options) + "\n";
    }

    private static JsonObject ReadObject(string path, string errorId) => ParseObject(File.ReadAllText(path), path, errorId);

    private static JsonObject ParseObject(string json, string name, string errorId)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw Broken(name, errorId, exception);
        }
    }

    private static DefterXException Broken(string path, string errorId, JsonException exception) => new(
        errorId,
        Text.Format(Strings.JsonBroken, path, (exception.LineNumber ?? 0) + 1, exception.Message),
        path,
        exception);

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (KeyValuePair<string, JsonNode?> field in source)
        {
            JsonNode? value = field.Value;
            if (value is JsonObject inner && target[field.Key] is JsonObject existing) Merge(existing, inner);
            else if (value is JsonArray items && target[field.Key] is JsonArray old) target[field.Key] = MergeItems(old, items);
            else target[field.Key] = value?.DeepClone();
        }
    }

    private static JsonArray MergeItems(JsonArray old, JsonArray items)
    {
        JsonArray merged = [];
        foreach (JsonNode? item in items)
        {
            JsonObject? kept = item is JsonObject wanted ? Find(old, wanted)?.DeepClone() as JsonObject : null;
            if (kept is not null) Merge(kept, (JsonObject)item!);
            merged.Add(kept ?? item?.DeepClone());
        }

        return merged;
    }

    private static JsonObject? Find(JsonArray items, JsonObject wanted)
    {
        string key = wanted.ContainsKey("id") ? "id" : wanted.ContainsKey("number") ? "number" : "name";
        foreach (JsonNode? item in items)
        {
            if (item is JsonObject candidate && JsonNode.DeepEquals(candidate[key], wanted[key])) return candidate;
        }

        return null;
    }

    private sealed class PeriodConverter : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Period.TryParse(reader.GetString(), out Period period)
                ? period
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
