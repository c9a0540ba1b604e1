using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

/// <summary>However many logins are refused, the audit log gets a row a minute, with their number.</summary>
public sealed class RefusalTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_flood_is_counted_and_each_minute_told(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using TestClient administrator = await service.LogInAsync(key, Customer);
        await service.ExecuteAsync(
            $"insert into throttle (bucket, wrong, pending, entered, last) values ('address:127.0.0.6', 20, 0, 0, {service.Database.Dialect.NowMilliseconds})");
        await service.ExecuteAsync(
            $"insert into throttle (bucket, wrong, pending, entered, last) values ('address:127.0.0.7', 20, 0, 0, {service.Database.Dialect.NowMilliseconds})");
        for (int i = 0; i < 12; i++) await RefusedAsync(service, i % 2 == 0 ? "127.0.0.6" : "127.0.0.7", Customer);
        AuditEntry first = Assert.Single(await EntriesAsync(administrator));
        Assert.Equal(("127.0.0.6", Customer), (first.Address, first.Subject));
        Assert.Matches("^1, (900|8[0-9]{2}) s$", first.Detail);

        await MinuteAsync(service);
        await RefusedAsync(service, "127.0.0.7", Customer);
        AuditEntry[] entries = await EntriesAsync(administrator);
        Assert.Matches("^12, (900|8[0-9]{2}) s$", entries[0].Detail);
        Assert.Equal(("127.0.0.7", 2), (entries[0].Address, entries.Length));

        // What comes after the last row is told when it is over.
        for (int i = 0; i < 3; i++) await RefusedAsync(service, "127.0.0.6", Customer);
        AccountSweep sweep = new(service.Database, new AuditLog(), NullLogger<AccountSweep>.Instance);
        await sweep.SweepAsync(default);
        Assert.Equal(2, (await EntriesAsync(administrator)).Length);
        await MinuteAsync(service);
        await sweep.SweepAsync(default);
        await sweep.SweepAsync(default);
        entries = await EntriesAsync(administrator);
        Assert.Equal(("3", 3), (entries[0].Detail, entries.Length));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Numbers_of_no_office_share_a_row(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await service.ExecuteAsync(
            $"insert into throttle (bucket, wrong, pending, entered, last) values ('address:127.0.0.6', 20, 0, 0, {service.Database.Dialect.NowMilliseconds})");
        for (int i = 0; i < 9; i++) await RefusedAsync(service, "127.0.0.6", $"765432{i}");
        Assert.Equal(1, await service.ScalarAsync("select count(*) from audit where action = 'LoginThrottled'"));
    }

    private static async Task RefusedAsync(TestService service, string from, string customer)
    {
        using TestClient client = service.Client(from);
        using HttpResponseMessage response = await client.TryLogInAsync("aaa-bbb-ccc-ddd", customer);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    private static Task<int> MinuteAsync(TestService service) =>
        service.ExecuteAsync("update throttle set last = last - 61000 where bucket like 'refused:%'");

    private static async Task<AuditEntry[]> EntriesAsync(TestClient administrator)
    {
        AuditPage page = await administrator.AskAsync<AuditPage>(HttpMethod.Get, "/v1/audit");
        return [.. page.Entries.Where(entry => entry.Action == "LoginThrottled")];
    }
}
