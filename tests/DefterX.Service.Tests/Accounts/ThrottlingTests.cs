using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class ThrottlingTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task An_address_waits_longer_after_each_wrong_key_and_no_other_does(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using TestClient guesser = service.Client("127.0.0.2");
        for (int i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(guesser, i));
        for (int wait = 1; wait <= 900; wait *= 2)
        {
            await RequireWaitAsync(service, guesser, wait);
            await ForwardAsync(service, wait);
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(guesser, 10 + wait));
        }

        // Not more than a quarter of an hour.
        await RequireWaitAsync(service, guesser, 900);
        // The right key is not looked at either; at another address it opens.
        using HttpResponseMessage refused = await guesser.TryLogInAsync(key, Customer);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using TestClient rightful = await service.LogInAsync(key, Customer, "127.0.0.3");
        await ForwardAsync(service, 900);
        await guesser.LogInAsync(key, Customer);
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(guesser, 1));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_revoked_key_in_a_nightly_task_costs_no_hash_wherever_it_comes_from(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        for (int i = 0; i < 5; i++)
        {
            using TestClient pc = service.Client($"127.0.3.{i + 1}");
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(pc, 1));
        }

        long hashes = service.Hasher.Computed;
        using TestClient other = service.Client("127.0.3.99");
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(other, 1));
        Assert.Equal(hashes, service.Hasher.Computed);
        // The same in upper case is the same key; another key from there is another.
        using HttpResponseMessage upper = await other.TryLogInAsync(Key(1).ToUpperInvariant() + " ", Customer);
        Assert.Equal(HttpStatusCode.TooManyRequests, upper.StatusCode);
        await other.LogInAsync(key, Customer);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Tries_side_by_side_all_count(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await using TestService other = await service.StartOtherAsync();
        await service.RegisterAsync(Customer);
        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            using TestClient client = (i % 2 == 0 ? service : other).Client("127.0.0.2");
            return await GuessAsync(client, i);
        }));
        // The sixth may come a second after the fifth.
        Assert.InRange(answers.Count(answer => answer == HttpStatusCode.Unauthorized), 5, 6);
        Assert.All(answers, answer => Assert.Contains(answer, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
        Assert.InRange(await service.ScalarAsync("select wrong from throttle where bucket = 'address:127.0.0.2'"), 5, 6);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Who_guesses_a_customers_keys_from_many_addresses_is_answered_late_and_the_office_is_not(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using (await service.LogInAsync(key, Customer, "127.0.0.9")) { }
        for (int i = 0; i < 20; i++)
        {
            using TestClient guesser = service.Client($"127.0.4.{i + 1}");
            await GuessAsync(guesser, i);
        }

        await service.ExecuteAsync("update throttle set wrong = 28 where bucket = 'customer:1234567'");
        using TestClient late = service.Client("127.0.4.99");
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(late, 99));
        // The 29th: nine more than are free, a quarter of a second each.
        Assert.InRange(clock.Elapsed.TotalSeconds, 2.2, 10);

        clock.Restart();
        using TestClient known = await service.LogInAsync(key, Customer, "127.0.0.9");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        // Even an unknown address gets in, and is known from then on.
        using TestClient rightful = await service.LogInAsync(key, Customer, "127.0.0.10");
        Assert.Equal(2, await service.ScalarAsync("select count(*) from known_addresses"));
        Assert.Equal(29, await service.ScalarAsync("select wrong from throttle where bucket = 'customer:1234567'"));

        await service.ExecuteAsync("update throttle set last = last - 3700000 where bucket = 'customer:1234567'");
        clock.Restart();
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(late, 98));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%1", "fe80::1", "fe80::/64")]
    public void One_machine_of_ipv6_has_a_network(string address, string text, string network)
    {
        DefterX.Service.Accounts.ClientAddress found = DefterX.Service.Accounts.ClientAddress.Of(IPAddress.Parse(address));
        Assert.Equal((text, network), (found.Text, found.Network));
    }

    private static string Key(int number)
    {
        string digits = number.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
        return $"wro-ngk-eyx-{digits}";
    }

    private static async Task<HttpStatusCode> GuessAsync(TestClient client, int number)
    {
        using HttpResponseMessage response = await client.TryLogInAsync(Key(number), Customer);
        return response.StatusCode;
    }

    private static async Task RequireWaitAsync(TestService service, TestClient client, int seconds)
    {
        long hashes = service.Hasher.Computed;
        using HttpResponseMessage response = await client.TryLogInAsync(Key(999), Customer);
        ServiceProblem problem = await TestClient.ProblemAsync(response, HttpStatusCode.TooManyRequests, ServiceCodes.LoginThrottled);
        Assert.InRange(problem.RetryAfterSeconds ?? 0, Math.Max(1, seconds - 5), seconds);
        Assert.Equal(problem.RetryAfterSeconds, response.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(hashes, service.Hasher.Computed);
    }

    private static Task<int> ForwardAsync(TestService service, int seconds) => service.ExecuteAsync(
        "update throttle set last = last - @Milliseconds where bucket like 'address:%'", new { Milliseconds = seconds * 1000L });
}
