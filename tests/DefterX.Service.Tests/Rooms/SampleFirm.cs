using System.Text.Json;
using System.Text.Json.Nodes;
using DefterX.OfficeService.Contracts;

namespace DefterX.Service.Tests.Rooms;

/// <summary>An invented firm, with a field that the service does not know.</summary>
internal static class SampleFirm
{
    public const string Identifier = "1234567808";

    public static FirmDocument New(string title = "ÖRNEK GIDA LTD", string identifier = Identifier, long version = 0)
    {
        JsonObject address = new()
        {
            ["buildingNumber"] = "1",
            ["street"] = "Örnek Sokak",
            ["city"] = "Ankara",
            ["zipCode"] = "06000",
        };
        JsonObject content = new()
        {
            ["identifier"] = identifier,
            ["title"] = title,
            ["address"] = address,
            ["phone"] = "3120000000",
            ["email"] = "bilgi@ornek.example",
            ["naceCode"] = "47.11.01",
            ["accountants"] = new JsonArray(new JsonObject
            {
                ["name"] = "SMMM Ayşe Örnek",
                ["address"] = address.DeepClone(),
                ["engagement"] = "-",
                ["note"] = "kept",
            }),
            ["ourOwnField"] = new JsonArray(1, 2),
        };
        return new FirmDocument(identifier, version, JsonSerializer.SerializeToElement(content));
    }

    /// <summary>The same with one field changed.</summary>
    public static FirmDocument With(string field, JsonNode? value)
    {
        JsonObject content = JsonSerializer.SerializeToNode(New().Content)!.AsObject();
        content[field] = value;
        return New() with { Content = JsonSerializer.SerializeToElement(content) };
    }
}
