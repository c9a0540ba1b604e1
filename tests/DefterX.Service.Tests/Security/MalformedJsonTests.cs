using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Bodies that are no JSON, or not what is described: refused as the request's fault, at every endpoint that takes one.</summary>
public sealed class MalformedJsonTests
{
    // As JSON, in the place of every value of a good body.
    private static readonly string[] s_values =
    [
        "null", "true", "{}", "[]", "[null]", "-1", "0.5", "1e999", "-9223372036854775809", "99999999999999999999999999999999", "\"\"", "\"\\u0000\"",
        "\"a\\u0000b\"", "\"\\ud800\"", "\"\\uffff\"", "\"\\u202e\"", "\"99999999.00:00:00\"", "\"-1.00:00:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"" + new string('a', 70_000) + "\"", string.Concat(Enumerable.Repeat("[", 63)) + string.Concat(Enumerable.Repeat("]", 63)),
    ];

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task No_value_of_any_body_is_a_fault_of_the_service(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        int customer = 1_000_000;
        List<string> wrong = [];
        using TargetOffice first = await TargetOffice.CreateAsync(service, "1000000");
        foreach (EndpointEntry entry in EndpointTable.Entries.DistinctBy(entry => entry.Endpoint).Where(entry => BodyOf(entry, first) is not null))
        {
            using TargetOffice office = await TargetOffice.CreateAsync(service, (++customer).ToString(CultureInfo.InvariantCulture));
            // Where the databases differ is in the texts that they keep.
            IEnumerable<string> values = database == "Sqlite" ? s_values : s_values.Where(value => value.Contains("\\u", StringComparison.Ordinal));
            foreach (string changed in Changed(BodyOf(entry, office)!, values))
                await SendAsync(service, office, entry, Encoding.UTF8.GetBytes(changed), wrong);
            await office.Signer.AskAsync<MonthDocument>(HttpMethod.Get, TargetOffice.Month);
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong: {string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task What_is_no_json_is_refused()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        foreach (EndpointEntry entry in EndpointTable.Entries)
        {
            if (BodyOf(entry, office) is not { } body) continue;
            foreach (byte[] bytes in NoJson(body))
            {
                int status = await SendAsync(service, office, entry, bytes);
                Assert.True(status is 400 or 401 or 403, $"{entry.Endpoint}: {status} for {Encoding.Latin1.GetString(bytes)}");
            }
        }
    }

    [Fact]
    public async Task A_field_that_is_there_twice_is_refused()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        foreach (EndpointEntry entry in EndpointTable.Entries)
        {
            if (BodyOf(entry, office) is not { } body) continue;
            string twice = body.ToJsonString();
            string first = body.AsObject().First().Key;
            string field = $"\"{first}\":{body[first]?.ToJsonString() ?? "null"}";
            foreach (string changed in (string[])["{" + field + "," + twice[1..], "{" + field.ToUpperInvariant() + "," + twice[1..]])
            {
                int status = await SendAsync(service, office, entry, Encoding.UTF8.GetBytes(changed));
                Assert.True(status == 400, $"{entry.Endpoint}: {status} for {changed}");
            }
        }

        FirmDocument firm = Rooms.SampleFirm.New(identifier: "9876543217");
        string json = JsonSerializer.Serialize(firm, ServiceJson.Options).Replace("\"title\":", "\"title\":\"A\",\"title\":", StringComparison.Ordinal);
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await office.Signer.SendAsync(HttpMethod.Post, "/v1/firms", content);
        Assert.Equal(400, await Harmless.CheckAsync(response, json));
    }

    [Fact]
    public async Task A_log_line_that_is_no_line_is_refused()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string good = Rooms.TestOffice.Line(Ledgers.FilingStep.Created);
        string[] lines =
        [
            "", "x", "null", "[]", "{}", good + "\n" + good, good + "}", good.Replace("\"step\":\"", "\"step\":\"X", StringComparison.Ordinal),
            good[..^1] + ",\"deep\":" + new string('[', 5000) + new string(']', 5000) + "}", good[..^1] + ",\"text\":\"\\ud800\"}",
            good[..^1] + ",\"figures\":{\"entries\":1e999}}", good[..^1] + ",\"branch\":\"0001\"}",
        ];
        foreach (string line in lines)
        {
            using HttpResponseMessage response = await office.Signer.SendAsync(
                HttpMethod.Post, TargetOffice.Month + "/commits", office.Commit() with { Log = [line] });
            Assert.True(await Harmless.CheckAsync(response, line) == 400, line);
        }
    }

    private static JsonNode? BodyOf(EndpointEntry entry, TargetOffice office) => entry.Probe(office).Body is { } body and not HttpContent
        ? JsonSerializer.SerializeToNode(body, body.GetType(), ServiceJson.Options)
        : null;

    private static IEnumerable<string> Changed(JsonNode body, IEnumerable<string> values)
    {
        const string Place = "%here%";
        string[] paths = [.. PathsOf(body)];
        foreach (string path in paths)
        {
            JsonNode changed = body.DeepClone();
            JsonNode place = path.Split('\n')[1..^1].Aggregate(changed, (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);
            string last = path.Split('\n')[^1];
            if (place is JsonArray array) array[int.Parse(last, CultureInfo.InvariantCulture)] = Place;
            else place[last] = Place;
            foreach (string value in values) yield return changed.ToJsonString().Replace($"\"{Place}\"", value, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> PathsOf(JsonNode? node, string path = "") => node switch
    {
        JsonObject fields => fields.SelectMany(field => PathsOf(field.Value, $"{path}\n{field.Key}").Prepend($"{path}\n{field.Key}")),
        JsonArray items => items.SelectMany((item, i) => PathsOf(item, $"{path}\n{i}").Prepend($"{path}\n{i}")),
        _ => [],
    };

    private static IEnumerable<byte[]> NoJson(JsonNode body)
    {
        string good = body.ToJsonString();
        string[] texts =
        [
            "", " ", "null", "[]", "1", "\"a\"", "{", "}", "{\"", good[..^1], good + "x", good + good, "[" + good + "]", "/* */" + good,
            good[..^1] + ",}", "{'a':1}", "NaN", "<a/>", "\0", new string('[', 100_000), "{\"a\":" + new string('[', 100_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000),
        ];
        foreach (string text in texts) yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.Unicode.GetBytes(good);
        yield return [.. "{\"key\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        yield return [.. "{\"key\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8];
        yield return [.. "{\"key\":\""u8, 0xc0, 0xae, .. "\"}"u8];
    }

    private static async Task<int> SendAsync(
        TestService service, TargetOffice office, EndpointEntry entry, byte[] body, List<string>? wrong = null)
    {
        if (entry.Endpoint is "POST /v1/sessions" or "POST /v1/offices") await service.ExecuteAsync("delete from throttle");
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await office.Administrator.SendAsync(
            entry.Method, entry.Probe(office).Path, content, 1, request => request.Headers.Add(ServiceHeaders.RegistrationCode, TestService.Code));
        string sent = Encoding.UTF8.GetString(body);
        string? problem = await Harmless.ProblemAsync(response, $"{entry.Endpoint} {(sent.Length > 2000 ? sent[..2000] : sent)}");
        if (wrong is null) Assert.Null(problem);
        else if (problem is not null) wrong.Add(problem);
        return (int)response.StatusCode;
    }
}
