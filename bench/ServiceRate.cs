using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace DefterX.Bench;

/// <summary>How often in a second clients get something done, side by side.</summary>
internal static class ServiceRate
{
    private const int Rounds = 3;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);

    /// <summary>The median of three rounds of three seconds, after one to warm up; done by all clients together.</summary>
    /// <param name="clients">What each does, again and again, until the round is over.</param>
    internal static async Task<double> PerSecondAsync(IReadOnlyList<Func<Task>> clients)
    {
        List<double> rates = [];
        for (int i = 0; i <= Rounds; i++)
        {
            double rate = await RoundAsync(clients);
            if (i > 0) rates.Add(rate);
        }

        return rates.Order().ElementAt(Rounds / 2);
    }

    // The last ones of a round count with the time that they take beyond it.
    private static async Task<double> RoundAsync(IReadOnlyList<Func<Task>> clients)
    {
        Stopwatch clock = Stopwatch.StartNew();
        int[] done = await Task.WhenAll(clients.Select(client => Task.Run(() => RepeatAsync(client, clock))));
        return done.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<int> RepeatAsync(Func<Task> work, Stopwatch clock)
    {
        int done = 0;
        for (; clock.Elapsed < s_round; done++) await work();
        return done;
    }
}
