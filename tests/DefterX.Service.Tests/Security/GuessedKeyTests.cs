using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Tests;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Whoever knows a customer number and guesses keys gets nowhere, and keeps nobody out.</summary>
public sealed class GuessedKeyTests
{
    private const string Customer = "1234567";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Addresses = 200;

    private static readonly int s_guesses = Soak.Size(500, 10_000);
    private static readonly TimeSpan s_normal = TimeSpan.FromSeconds(10);

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Guesses_from_one_address_get_nowhere_and_the_rightful_user_gets_in(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        long hashes = service.Hasher.Computed;
        using TestClient guesser = service.Client("127.0.0.66");
        ConcurrentBag<HttpStatusCode> answers = [];
        Stopwatch clock = Stopwatch.StartNew();
        Task guessing = Parallel.ForEachAsync(
            Keys(1, s_guesses), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (guess, _) => answers.Add(await GuessAsync(guesser, guess)));
        await WaitAsync(() => answers.Count > s_guesses / 4);
        Stopwatch login = Stopwatch.StartNew();
        using (TestClient rightful = await service.LogInAsync(key, Customer, "127.0.0.2"))
        {
            Assert.True(login.Elapsed < s_normal, $"{login.Elapsed}");
            await rightful.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        }

        await guessing;
        int looked = answers.Count(answer => answer == HttpStatusCode.Unauthorized);
        Assert.Equal(s_guesses, looked + answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
        // Five are free, and the waits after them double from a second on.
        Assert.InRange(looked, 5, 6 + (int)Math.Log2(clock.Elapsed.TotalSeconds + 1));
        Assert.Equal(hashes + looked + 1, service.Hasher.Computed);
        using TestClient late = await service.LogInAsync(key, Customer, "127.0.0.3");
        Assert.Equal(2, await service.ScalarAsync("select count(*) from sessions"));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Guesses_from_200_addresses_get_nowhere_and_the_rightful_user_gets_in(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using (await service.LogInAsync(key, Customer, "127.0.0.2")) { }
        long hashes = service.Hasher.Computed;
        ConcurrentBag<HttpStatusCode> answers = [];
        Stopwatch clock = Stopwatch.StartNew();
        Task guessing = Task.WhenAll(Enumerable.Range(1, Addresses).Select(async number =>
        {
            using TestClient guesser = service.Client($"127.0.9.{number}");
            int count = ((s_guesses - number) / Addresses) + 1;
            foreach (string guess in Keys(number, count)) answers.Add(await GuessAsync(guesser, guess));
        }));
        await WaitAsync(() => answers.Count > 30);
        Stopwatch login = Stopwatch.StartNew();
        using TestClient known = await service.LogInAsync(key, Customer, "127.0.0.2");
        Assert.True(login.Elapsed < s_normal, $"known: {login.Elapsed}");
        // Nobody of the office was ever here: answered late, and let in.
        login.Restart();
        using TestClient travelling = await service.LogInAsync(key, Customer, "127.0.0.99");
        Assert.True(login.Elapsed < s_normal + TimeSpan.FromSeconds(5), $"unknown: {login.Elapsed}");

        await guessing;
        Assert.Equal(s_guesses, answers.Count);
        Assert.All(answers, answer => Assert.Contains(answer, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
        int looked = answers.Count(answer => answer == HttpStatusCode.Unauthorized);
        Assert.InRange(looked, 1, Addresses * (6 + (int)Math.Log2(clock.Elapsed.TotalSeconds + 1)));
        Assert.Equal(hashes + looked + 2, service.Hasher.Computed);
    }

    // Of the form of keys; the same for a seed.
    private static string[] Keys(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join('-', Enumerable.Range(0, 4).Select(_ => Group(random))))];
    }

    private static string Group(Random random) => string.Concat(Enumerable.Range(0, 3).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static async Task<HttpStatusCode> GuessAsync(TestClient client, string key)
    {
        while (true)
        {
            using HttpResponseMessage response = await client.TryLogInAsync(key, Customer);
            // More at once than wait for the slow hash are told to come again: the key was not looked at.
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return response.StatusCode;
            await Task.Delay(1000);
        }
    }

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 1200 && !isSo(); i++) await Task.Delay(50);
        Assert.True(isSo());
    }
}
