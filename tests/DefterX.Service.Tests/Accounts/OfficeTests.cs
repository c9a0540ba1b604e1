using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class OfficeTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Settings_and_files_come_back_as_they_were_put_without_keys(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        OfficeDocument office = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        Assert.Equal(1, office.Version);
        OfficeFile holidays = new("holidays.json", Encoding.UTF8.GetBytes("{\"added\":[\"2026-05-02\"]}"));
        JsonElement settings = With(office, ("ownField", "şişli"), ("loginKeys", new[] { "x" }), ("sessionIdleTimeout", "00:05:00"));
        OfficeDocument changed = await client.AskAsync<OfficeDocument>(
            HttpMethod.Put, "/v1/office", new OfficeDocument(0, settings, [holidays]), office.Version);
        Assert.Equal(2, changed.Version);
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/v1/office");
        Assert.Equal("\"2\"", response.Headers.ETag?.Tag);
        OfficeDocument read = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        Assert.Equal("şişli", read.Settings.GetProperty("ownField").GetString());
        Assert.False(read.Settings.TryGetProperty("loginKeys", out _));
        Assert.Equal(holidays.Content, Assert.Single(read.Files).Content);
        // The new idle time holds for sessions that are open.
        Assert.Equal(300, (await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session")).IdleSeconds);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Nobody_overwrites_what_they_did_not_see(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        OfficeDocument office = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        await client.FailAsync(HttpStatusCode.PreconditionRequired, ServiceCodes.RequestInvalid, HttpMethod.Put, "/v1/office", office);
        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => client.SendAsync(HttpMethod.Put, "/v1/office", office, office.Version)));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (HttpResponseMessage answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
            await TestClient.ProblemAsync(answer, HttpStatusCode.PreconditionFailed, ServiceCodes.VersionConflict);
    }

    [Fact]
    public async Task What_was_sent_keeps_the_environment_and_the_number_stays()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = await StartAsync(service);
        OfficeDocument office = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        await RefusedAsync(client, office with { Settings = With(office, ("customerNumber", "7654321")) });
        OfficeDocument production = office with { Settings = With(office, ("gibEnvironment", "production")) };
        await service.ExecuteAsync(
            """
            insert into firms (office_id, identifier, version, content) select id, '1234567890', 1, '{}' from offices;
            insert into months (office_id, firm, period, branch, book, version, change, state, figures)
            select id, '1234567890', '2026-01', '', 'Journal', 1, 1, 'Sending', '{}' from offices
            """);
        await RefusedAsync(client, production);
        await service.ExecuteAsync("update months set state = 'Signed'");
        await client.AskAsync<OfficeDocument>(HttpMethod.Put, "/v1/office", production, office.Version);
    }

    [Theory]
    [InlineData("office.json", "{}")]
    [InlineData("../holidays.json", "{}")]
    [InlineData("roots/../x.pem", "")]
    [InlineData("roots\\x.pem", "")]
    [InlineData("roots/a/x.pem", "")]
    [InlineData("roots/x.exe", "")]
    [InlineData("roots/x.pem", "no certificate")]
    [InlineData("holidays.json", "{\"added\":1}")]
    public async Task Other_files_are_refused(string name, string content)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = await StartAsync(service);
        OfficeDocument office = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        await RefusedAsync(client, office with { Files = [new OfficeFile(name, Encoding.UTF8.GetBytes(content))] });
    }

    private static async Task<TestClient> StartAsync(TestService service) =>
        await service.LogInAsync(await service.RegisterAsync(Customer), Customer);

    private static async Task RefusedAsync(TestClient client, OfficeDocument document) => Assert.NotNull(
        (await client.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Put, "/v1/office", document, document.Version)).Detail);

    private static JsonElement With(OfficeDocument office, params (string Name, object Value)[] fields)
    {
        JsonObject settings = JsonObject.Create(office.Settings)!;
        foreach ((string name, object value) in fields) settings[name] = JsonSerializer.SerializeToNode(value);
        return JsonSerializer.SerializeToElement(settings);
    }
}
