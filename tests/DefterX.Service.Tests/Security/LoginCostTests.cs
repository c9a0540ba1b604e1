using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>What a refused login costs tells nothing of who is a customer. Counted, since clocks are not to be relied on in tests.</summary>
public sealed class LoginCostTests
{
    private const string Known = "1234567";
    private const string Unknown = "7654321";

    [Theory]
    [InlineData("aaa-bbb-ccc-ddd", 1)]
    [InlineData("AAA-BBB-CCC-DDD ", 1)]
    [InlineData("", 0)]
    [InlineData("no key", 0)]
    [InlineData("aaa-bbb-ccc-dd\u0131", 0)]
    [InlineData("aaa-bbb-ccc-ddd\0", 0)]
    public async Task An_unknown_customer_costs_as_many_hashes_as_a_wrong_key(string key, int hashes)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        await service.RegisterAsync(Known);
        (long Hashes, string Answer) known = await TryAsync(service, key, Known, "127.0.2.1");
        (long Hashes, string Answer) unknown = await TryAsync(service, key, Unknown, "127.0.2.2");
        Assert.Equal(hashes, known.Hashes);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task A_revoked_key_costs_as_much_as_one_that_never_was()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        string key = await service.RegisterAsync(Known);
        await service.ExecuteAsync("update login_keys set revoked = 1");
        (long Hashes, string Answer) revoked = await TryAsync(service, key, Known, "127.0.2.1");
        Assert.Equal(1, revoked.Hashes);
        Assert.Equal(await TryAsync(service, "aaa-bbb-ccc-ddd", Unknown, "127.0.2.2"), revoked);
    }

    // The answer without what is new in each.
    private static async Task<(long Hashes, string Answer)> TryAsync(TestService service, string key, string customer, string from)
    {
        long before = service.Hasher.Computed;
        using TestClient client = service.Client(from);
        using HttpResponseMessage response = await client.TryLogInAsync(key, customer);
        string text = await response.Content.ReadAsStringAsync();
        int trace = text.IndexOf("\"traceId\"", StringComparison.Ordinal);
        return (service.Hasher.Computed - before, $"{(int)response.StatusCode} {text[..trace]}");
    }
}
