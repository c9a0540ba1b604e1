using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class SessionTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_session_that_goes_unused_ends(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        await BackAsync(service, "last_used", TimeSpan.FromHours(11.9));
        await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        // It counts as used from then on.
        await BackAsync(service, "last_used", TimeSpan.FromHours(11.9));
        await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        await BackAsync(service, "last_used", TimeSpan.FromHours(12.1));
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionExpired, HttpMethod.Get, "/v1/session");
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_session_ends_however_much_it_is_used(string database)
    {
        await using TestService service = await TestService.StartAsync(database, options => options.Session.AbsoluteHours = 2);
        using TestClient client = await StartAsync(service);
        SessionInfo session = await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        Assert.InRange(session.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
        await BackAsync(service, "expires", TimeSpan.FromHours(1.9));
        await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        await BackAsync(service, "expires", TimeSpan.FromHours(0.2));
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionExpired, HttpMethod.Get, "/v1/session");
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_session_is_used_by_its_machine_alone(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using TestClient client = await service.LogInAsync(key, Customer, machine: "BÜRO-İŞ-1");
        await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        client.Machine = "BÜRO-İŞ-2";
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionInvalid, HttpMethod.Get, "/v1/session");
        client.Machine = "";
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionInvalid, HttpMethod.Get, "/v1/session");
        client.Machine = "BÜRO-İŞ-1";
        await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Without_a_token_that_the_service_gave_all_is_closed(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        string token = client.Token!;
        foreach (string? presented in new[] { null, "x", token[..^1], token + "A", (token[0] == 'A' ? "B" : "A") + token[1..], new string('ğ', 43) })
        {
            client.Token = null;
            using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/v1/office", change: request =>
            {
                if (presented is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Uri.EscapeDataString(presented));
            });
            await TestClient.ProblemAsync(response, HttpStatusCode.Unauthorized, ServiceCodes.SessionInvalid);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Logging_out_ends_the_session_and_frees_its_leases(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using TestClient client = await service.LogInAsync(key, Customer);
        using TestClient other = await service.LogInAsync(key, Customer);
        await service.ExecuteAsync(
            """
            insert into firms (office_id, identifier, version, content) select id, '1234567890', 1, '{}' from offices;
            insert into months (office_id, firm, period, branch, book, version, change, state, figures, lease_until, lease_user, lease_session)
            select office_id, '1234567890', '2026-0' || row_number() over (order by created), '', 'Journal', 1, 1, 'Created', '{}', 1, user_name, id from sessions
            """);
        using (HttpResponseMessage response = await client.SendAsync(HttpMethod.Delete, "/v1/session"))
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionRevoked, HttpMethod.Get, "/v1/session");
        Assert.Equal(1, (await other.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session")).FirmCount);
        Assert.Equal(1, await service.ScalarAsync("select count(*) from months where lease_session is null and lease_user is null"));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Another_instance_knows_the_session(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        await using TestService other = await service.StartOtherAsync();
        using TestClient there = other.Client();
        there.Token = client.Token;
        Assert.Equal("Ayşe", (await there.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session")).KeyName);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task What_is_long_over_is_deleted(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = await StartAsync(service);
        using TestClient guesser = service.Client("127.0.0.8");
        using HttpResponseMessage guess = await guesser.TryLogInAsync("aaa-bbb-ccc-ddd", Customer);
        DefterX.Service.Accounts.AccountSweep sweep = new(
            service.Database, new DefterX.Service.Accounts.AuditLog(), Microsoft.Extensions.Logging.Abstractions.NullLogger<DefterX.Service.Accounts.AccountSweep>.Instance);
        await sweep.SweepAsync(default);
        Assert.Equal((1, 3), (await CountAsync(service, "sessions"), await CountAsync(service, "throttle")));
        await BackAsync(service, "expires", TimeSpan.FromDays(9));
        await service.ExecuteAsync("update throttle set last = last - 90000000");
        await sweep.SweepAsync(default);
        Assert.Equal((0, 0), (await CountAsync(service, "sessions"), await CountAsync(service, "throttle")));
    }

    private static async Task<TestClient> StartAsync(TestService service) =>
        await service.LogInAsync(await service.RegisterAsync(Customer), Customer);

    private static Task<long> CountAsync(TestService service, string table) => service.ScalarAsync("select count(*) from " + table);

    private static Task<int> BackAsync(TestService service, string column, TimeSpan time) =>
        service.ExecuteAsync($"update sessions set {column} = {column} - @Time", new { Time = (long)time.TotalMilliseconds });
}
