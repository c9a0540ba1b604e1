using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>Makes those wait who try wrong keys. It is kept in the database, so that all instances count together.</summary>
/// <remarks>A bucket is an address or a presented key: five tries are free, then each wrong one costs twice the wait of the one before, up
/// to 15 minutes. A customer is never kept out: many wrong tries delay the answers to addresses that nobody logged in from.</remarks>
internal static class LoginThrottle
{
    private const int FreeTries = 5;
    private const int FreeTriesOfCustomer = 20;
    private const long Hour = 3_600_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Counts a try as wrong before it is checked, so that tries side by side all count.</summary>
    /// <param name="statements">Of the transaction.</param>
    /// <param name="buckets">Each must let it pass.</param>
    /// <returns>Zero, or how long to wait; then nothing is counted.</returns>
    public static async Task<TimeSpan> EnterAsync(Statements statements, IEnumerable<string> buckets)
    {
        // Always in the same order, so that no two transactions wait for each other.
        string[] ordered = buckets.Order(StringComparer.Ordinal).ToArray();
        long longest = 0;
        long now = 0;
        List<Tries> entered = [];
        foreach (string bucket in ordered)
        {
            Tries tries = await LockAsync(statements, bucket);
            now = await statements.NowAsync();
            if (now - tries.Last > 24 * Hour) tries.Wrong = 0;
            longest = Math.Max(longest, tries.Last + WaitAfter(tries.Wrong) - now);
            entered.Add(tries);
        }

        if (longest > 0)
        {
            // Of a key that was not even looked at nothing is kept.
            foreach (Tries tries in entered.Where(tries => tries.Last == 0))
                await statements.ExecuteAsync("delete from throttle where bucket = @Bucket and last = 0", new { tries.Bucket });
            return TimeSpan.FromMilliseconds(longest);
        }

        foreach (Tries tries in entered) await WriteAsync(statements, tries.Bucket, tries.Wrong + 1, now);
        return TimeSpan.Zero;
    }

    /// <summary>Counts a try against a customer's keys.</summary>
    /// <returns>How long the answer is to wait, unless somebody of the customer logged in from the address.</returns>
    public static async Task<TimeSpan> EnterCustomerAsync(Statements statements, string bucket)
    {
        Tries tries = await LockAsync(statements, bucket);
        long now = await statements.NowAsync();
        // Here the time is that of the first try, whose hour this is.
        bool isOver = tries.Wrong == 0 || now - tries.Last > Hour;
        long wrong = isOver ? 1 : tries.Wrong + 1;
        await WriteAsync(statements, bucket, wrong, isOver ? now : tries.Last);
        double seconds = Math.Max(0, wrong - FreeTriesOfCustomer) * 0.25;
        return TimeSpan.FromSeconds(Math.Min(seconds, s_longestDelay.TotalSeconds));
    }

    /// <summary>Forgets the wrong tries of an address and a key.</summary>
    public static async Task ForgetAsync(Statements statements, IEnumerable<string> buckets)
    {
        foreach (string bucket in buckets.Order(StringComparer.Ordinal))
            await statements.ExecuteAsync("delete from throttle where bucket = @bucket", new { bucket });
    }

    /// <summary>Takes back one try: it was a right one.</summary>
    public static Task TakeBackAsync(Statements statements, string bucket) =>
        statements.ExecuteAsync("update throttle set wrong = wrong - 1 where bucket = @bucket and wrong > 0", new { bucket });

    /// <summary>Deletes what nobody tried for a day.</summary>
    public static Task<int> SweepAsync(Statements statements) =>
        statements.ExecuteAsync($"delete from throttle where last < {statements.Dialect.NowMilliseconds} - {24 * Hour}");

    private static long WaitAfter(long wrong) => wrong < FreeTries
        ? 0
        : (long)Math.Min(Math.Pow(2, wrong - FreeTries) * 1000, s_longest.TotalMilliseconds);

    private static async Task<Tries> LockAsync(Statements statements, string bucket)
    {
        await statements.ExecuteAsync(
            "insert into throttle (bucket, wrong, last) values (@bucket, 0, 0) on conflict (bucket) do nothing", new { bucket });
        return await statements.FindAsync<Tries>(
            $"select bucket, wrong, last from throttle where bucket = @bucket{statements.Dialect.ForUpdate}", new { bucket })
            ?? new Tries { Bucket = bucket };
    }

    private static Task<int> WriteAsync(Statements statements, string bucket, long wrong, long last) => statements.ExecuteAsync(
        """
        insert into throttle (bucket, wrong, last) values (@bucket, @wrong, @last)
        on conflict (bucket) do update set wrong = excluded.wrong, last = excluded.last
        """,
        new { bucket, wrong, last });

    private sealed class Tries
    {
        public string Bucket { get; set; } = "";

        public long Wrong { get; set; }

        public long Last { get; set; }
    }
}
