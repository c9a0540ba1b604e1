using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using CsvHelper;
using DefterX.Build;
using DefterX.Ledgers;
using DefterX.Reports;
using Xunit;

namespace DefterX.Tests.Reports;

/// <summary>The overview as CSV and JSON.</summary>
public sealed class DataReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tr-TR", "142857,14", "Onaylandı", "Süresi geçti")]
    [InlineData("en-US", "142857.14", "Approved", "Overdue")]
    public void Csv_HasALineForEachLedgerInTheCultureOfTheSpreadsheet(string culture, string amount, string approved, string overdue)
    {
        OfficeReport report = SampleReport.Of();
        byte[] bytes = Write(report, ReportFormat.Csv, culture);
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
        string[][] lines = Parse(bytes);
        Assert.Equal(report.Totals.Ledgers + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(21, line.Length));
        StateTotals totals = report.Totals.States.Single(state => state.State == LedgerState.Approved);
        Assert.Equal(totals.Ledgers, lines.Count(line => line[5] == approved));
        Assert.Equal(report.Totals.Overdue, lines.Skip(1).Count(line => line[8] == overdue));
        Assert.Contains(lines, line => line[11] == amount);
        Assert.Contains(lines, line => line[18] == SampleReport.Refusal);
    }

    [Fact]
    public void Csv_WhenATextLooksLikeAFormula_MakesItAText()
    {
        string[][] lines = Parse(Write(SampleReport.Of(), ReportFormat.Csv, "tr-TR"));
        Assert.Contains(lines, line => line[1] == "'" + SampleReport.Hostile);
        Assert.All(lines.SelectMany(line => line), field => Assert.False(field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal), field));
    }

    [Fact]
    public void Json_IsTheSameUnderEveryCulture()
    {
        byte[] turkish = Write(SampleReport.Of(), ReportFormat.Json, "tr-TR");
        Assert.Equal(turkish, Write(SampleReport.Of(), ReportFormat.Json, "en-US"));
        JsonNode json = JsonNode.Parse(turkish)!;
        JsonNode ledger = json["ledgers"]!.AsArray().First(node => node!["title"]!.GetValue<string>() == SampleReport.Hostile)!;
        Assert.Equal("285714.29", ledger["totalDebit"]!.ToJsonString());
        Assert.Equal("Approved", ledger["state"]!.GetValue<string>());
        Assert.Equal(170, json["ledgers"]!.AsArray().Count);
        Assert.Equal(170, json["totals"]!["states"]!.AsObject().Sum(state => state.Value!.GetValue<int>()) + 1); // one is unreadable
    }

    [Fact]
    public void Json_HasWhatTheSchemaDescribes()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("docs", "report.schema.json")))!;
        JsonNode json = JsonNode.Parse(Write(SampleReport.Of(), ReportFormat.Json, ""))!;
        List<string> faults = [];
        Check(schema, json, "$", faults);
        Assert.Empty(faults);
        JsonNode ledger = json["ledgers"]!.AsArray().First(node => node!["error"] is not null && node["state"] is not null)!;
        ledger["surprise"] = 1;
        ledger["state"] = "Lost";
        ledger.AsObject().Remove("period");
        Check(schema, json, "$", faults);
        Assert.Equal(3, faults.Count);
    }

    // The keywords of JSON Schema that the file uses.
    private static void Check(JsonNode schema, JsonNode? value, string at, List<string> faults)
    {
        string[] types = schema["type"] is JsonArray several ? [.. several.Select(name => name!.GetValue<string>())]
            : schema["type"] is JsonNode one ? [one.GetValue<string>()] : [];
        string type = TypeOf(value);
        bool fits = types.Length == 0 || types.Contains(type) || (type == "integer" && types.Contains("number"));
        if (!fits) faults.Add($"{at}: type");
        if (schema["enum"] is JsonArray values && !values.Any(item => JsonNode.DeepEquals(item, value))) faults.Add($"{at}: enum");
        if (value is JsonArray items && schema["items"] is JsonNode each)
        {
            foreach (JsonNode? item in items) Check(each, item, $"{at}[]", faults);
        }

        if (value is not JsonObject fields || schema["properties"] is not JsonObject properties) return;
        IEnumerable<string> required = schema["required"]!.AsArray().Select(name => name!.GetValue<string>());
        faults.AddRange(required.Where(name => !fields.ContainsKey(name)).Select(name => $"{at}.{name}: missing"));
        foreach ((string name, JsonNode? field) in fields)
        {
            if (properties[name] is JsonNode property) Check(property, field, $"{at}.{name}", faults);
            else faults.Add($"{at}.{name}: unknown");
        }
    }

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        JsonValue text when text.TryGetValue(out string? _) => "string",
        JsonValue flag when flag.TryGetValue(out bool _) => "boolean",
        _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };

    private static string[][] Parse(byte[] bytes)
    {
        CsvReaderOptions options = new() { Separator = ';', HasHeader = false };
        using CsvReader reader = CsvReader.Create(new MemoryStream(bytes), options, leaveOpen: false);
        List<string[]> lines = [];
        while (reader.Read()) lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        return [.. lines];
    }

    private byte[] Write(OfficeReport report, ReportFormat format, string culture)
    {
        string path = _folder["report"];
        CultureScope.Run(culture, () => ReportFile.Write(report, path, format, CancellationToken.None));
        return File.ReadAllBytes(path);
    }
}
