using System.Text.Json;
using System.Text.Json.Serialization;

namespace DefterX.OfficeService.Contracts;

/// <summary>How the service's messages are written: RFC 8259, camelCase, enumerations by name, nothing for null.</summary>
internal static class ServiceJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets the same on other options, as those of ASP.NET Core.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter());
    }

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new();
        Apply(options);
        return options;
    }
}
