using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DefterX.GibSimulator.Faults;

/// <summary>
/// Faults as a JSON array: <c>[{ "kind": "Http", "statusCode": 503, "retryAfter": "00:00:02", "package": "1234567808", "count": 2 }]</c>.
/// </summary>
internal static class FaultFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <exception cref="FormatException">The file is missing, or is no array of faults.</exception>
    public static IReadOnlyList<Fault> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Fault[]>(File.ReadAllBytes(path), s_options) ?? [];
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }
}
