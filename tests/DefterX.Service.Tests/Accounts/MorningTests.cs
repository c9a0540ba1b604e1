using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

/// <summary>An office whose people all log in at half past eight, from one address, whatever others do meanwhile.</summary>
public sealed class MorningTests
{
    private const string Customer = "1234567";
    private const int People = 14;
    private const int SlowIterations = 300_000;

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Right_keys_side_by_side_all_open(string database)
    {
        await using TestService service = await TestService.StartAsync(database, iterations: SlowIterations);
        await using TestService other = await service.StartOtherAsync();
        string key = await service.RegisterAsync(Customer);
        using TestClient hasty = service.Client("127.0.0.2");
        using (HttpResponseMessage typo = await hasty.TryLogInAsync("aaa-bbb-ccc-ddd", Customer))
            Assert.Equal(HttpStatusCode.Unauthorized, typo.StatusCode);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, People).Select(async i =>
        {
            using TestClient client = (i % 2 == 0 ? service : other).Client("127.0.0.2");
            using HttpResponseMessage response = await client.TryLogInAsync(key, Customer);
            return response.StatusCode;
        }));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer));
        Assert.Equal(People, await service.ScalarAsync("select count(*) from sessions"));
        // But the wrong key, and the customer's try by it, nothing is left of what was counted.
        Assert.Equal(0, await service.ScalarAsync("select count(*) from throttle where pending > 0 or bucket like 'address:%'"));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Tries_whose_instance_ended_count_as_wrong(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await service.RegisterAsync(Customer);
        using TestClient client = service.Client("127.0.0.2");
        await service.ExecuteAsync(
            $"""
            insert into throttle (bucket, wrong, pending, entered, last)
            select 'address:127.0.0.2', 1, 4, now - 61000, now - 61000 from (select {service.Database.Dialect.NowMilliseconds} as now) clock
            """);
        using (await client.TryLogInAsync("aaa-bbb-ccc-ddd", Customer)) { }
        Assert.Equal(6, await service.ScalarAsync("select wrong from throttle where bucket = 'address:127.0.0.2'"));
        using HttpResponseMessage refused = await client.TryLogInAsync("aaa-bbb-ccc-dde", Customer);
        await TestClient.ProblemAsync(refused, HttpStatusCode.TooManyRequests, ServiceCodes.LoginThrottled);
    }

    [Fact]
    public async Task A_full_queue_is_503_to_strangers_and_has_room_for_the_office()
    {
        await using TestService service = await TestService.StartAsync(nameof(DatabaseProvider.Sqlite), iterations: SlowIterations);
        string key = await service.RegisterAsync(Customer);
        using (await service.LogInAsync(key, Customer, "127.0.0.2")) { }
        using CancellationTokenSource stop = new();
        List<Task> strangers = [];
        try
        {
            // Held up, so that the queue stays full for as long as the test looks at it.
            using (LoginKey guess = LoginKey.Parse("aaa-bbb-ccc-ddd"))
            {
                Task<byte[]> last = Task.FromException<byte[]>(new InvalidOperationException());
                while (last is not { IsFaulted: true, Exception.InnerException: ServiceException })
                {
                    strangers.Add(last = service.Hasher.ComputeAsync(guess, new byte[16], isKnown: false, stop.Token));
                    Assert.InRange(strangers.Count, 1, 1000);
                }

                using TestClient unknown = service.Client("127.0.0.3");
                using HttpResponseMessage busy = await unknown.TryLogInAsync(key, Customer);
                ServiceProblem problem = await TestClient.ProblemAsync(busy, HttpStatusCode.ServiceUnavailable, ServiceCodes.Busy);
                Assert.Equal((5, 5), (problem.RetryAfterSeconds, busy.Headers.RetryAfter?.Delta?.TotalSeconds));
                // The key was not looked at: it does not count.
                Assert.Equal(0, await service.ScalarAsync("select count(*) from throttle where wrong > 0 or pending > 0"));

                using TestClient office = service.Client("127.0.0.2");
                Task<LoginResponse> login = office.LogInAsync(key, Customer);
                await Task.Delay(200);
                await stop.CancelAsync();
                await login;
                await Task.WhenAll(strangers).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}
