using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>Makes those wait who try wrong keys. It is kept in the database, so that all instances count together.</summary>
/// <remarks>A bucket is an address or a presented key: five tries are free, then each wrong one costs twice the wait of the one before, up
/// to 15 minutes. Tries that are not yet found right or wrong are counted apart: no more of them are let in at a time than could all be
/// wrong. A customer is never kept out: many wrong tries delay the answers to addresses that nobody logged in from.</remarks>
internal static class LoginThrottle
{
    /// <summary>How many tries a bucket has that cost nothing.</summary>
    public const int FreeTries = 5;

    private const int FreeTriesOfCustomer = 20;
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Lets a try in, if it may be wrong; <see cref="EndAsync"/> says what it was.</summary>
    /// <param name="statements">Of the transaction.</param>
    /// <param name="buckets">Each must let it in.</param>
    public static async Task<ThrottleAnswer> EnterAsync(Statements statements, IEnumerable<string> buckets)
    {
        // Always in the same order, so that no two transactions wait for each other.
        List<Tries> all = [];
        foreach (string bucket in buckets.Order(StringComparer.Ordinal)) all.Add(await LockAsync(statements, bucket));
        long now = await statements.NowAsync();
        foreach (Tries tries in all) tries.Age(now);
        long wait = all.Max(tries => tries.Last + WaitAfter(tries.Wrong) - now);
        bool isFull = all.Any(tries => tries.Pending >= Math.Max(1, FreeTries - tries.Wrong));
        if (wait > 0 || isFull)
        {
            // Of a key that was not even looked at nothing is kept.
            foreach (Tries tries in all.Where(tries => tries.IsNew))
                await statements.ExecuteAsync("delete from throttle where bucket = @Bucket", new { tries.Bucket });
            return new ThrottleAnswer(TimeSpan.FromMilliseconds(Math.Max(0, wait)), isFull);
        }

        foreach (Tries tries in all)
        {
            if (tries.Wrong == 0) tries.Last = now;
            tries.Pending++;
            tries.Entered = now;
            await WriteAsync(statements, tries);
        }

        return default;
    }

    /// <summary>Says what became of a try that was let in.</summary>
    public static async Task EndAsync(Statements statements, IEnumerable<string> buckets, TryOutcome outcome)
    {
        foreach (string bucket in buckets.Order(StringComparer.Ordinal))
        {
            Tries tries = await LockAsync(statements, bucket);
            tries.Pending = Math.Max(0, tries.Pending - 1);
            if (outcome == TryOutcome.Right) tries.Wrong = 0;
            if (outcome == TryOutcome.Wrong)
            {
                tries.Wrong++;
                tries.Last = await statements.NowAsync();
            }

            if (tries.Wrong > 0 || tries.Pending > 0) await WriteAsync(statements, tries);
            else await statements.ExecuteAsync("delete from throttle where bucket = @bucket", new { bucket });
        }
    }

    /// <summary>Counts a try against a customer's keys, as wrong until it is taken back.</summary>
    /// <returns>How long the answer is to wait, unless somebody of the customer logged in from the address.</returns>
    public static async Task<TimeSpan> EnterCustomerAsync(Statements statements, string bucket)
    {
        Tries tries = await LockAsync(statements, bucket);
        long now = await statements.NowAsync();
        // Here the time is that of the first try, whose hour this is.
        if (tries.Wrong == 0 || now - tries.Last > Hour) (tries.Wrong, tries.Last) = (0, now);
        tries.Wrong++;
        await WriteAsync(statements, tries);
        double seconds = Math.Max(0, tries.Wrong - FreeTriesOfCustomer) * 0.25;
        return TimeSpan.FromSeconds(Math.Min(seconds, s_longestDelay.TotalSeconds));
    }

    /// <summary>Takes back one try against a customer's keys: it was not wrong.</summary>
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
        Tries? tries = null;
        // Again where another transaction deleted the row between the two.
        while (tries is null)
        {
            await statements.ExecuteAsync(
                "insert into throttle (bucket, wrong, pending, entered, last) values (@bucket, 0, 0, 0, 0) on conflict (bucket) do nothing",
                new { bucket });
            tries = await statements.FindAsync<Tries>(
                $"select bucket, wrong, pending, entered, last from throttle where bucket = @bucket{statements.Dialect.ForUpdate}", new { bucket });
        }

        return tries;
    }

    private static Task<int> WriteAsync(Statements statements, Tries tries) => statements.ExecuteAsync(
        """
        insert into throttle (bucket, wrong, pending, entered, last) values (@Bucket, @Wrong, @Pending, @Entered, @Last)
        on conflict (bucket) do update
        set wrong = excluded.wrong, pending = excluded.pending, entered = excluded.entered, last = excluded.last
        """,
        tries);

    private sealed class Tries
    {
        public string Bucket { get; set; } = "";

        public long Wrong { get; set; }

        public long Pending { get; set; }

        public long Entered { get; set; }

        public long Last { get; set; }

        public bool IsNew => Last == 0;

        public void Age(long now)
        {
            if (now - Last > 24 * Hour) Wrong = 0;
            if (Pending == 0 || now - Entered < Minute) return;
            // Their instance ended before it said what they were.
            (Wrong, Pending, Last) = (Wrong + Pending, 0, Entered);
        }
    }
}

/// <summary>Whether a try was let in: neither has it to wait, nor are there as many as may be wrong.</summary>
/// <param name="Wait">Zero, or how long no try is let in.</param>
/// <param name="IsFull">Whether others must be found right or wrong first.</param>
internal readonly record struct ThrottleAnswer(TimeSpan Wait, bool IsFull)
{
    public bool IsIn => Wait == TimeSpan.Zero && !IsFull;
}

/// <summary>What became of a try.</summary>
internal enum TryOutcome
{
    /// <summary>The key was wrong, or nobody waited for the answer.</summary>
    Wrong,

    /// <summary>The key was right: what was counted is forgotten.</summary>
    Right,

    /// <summary>The key was not looked at.</summary>
    NotMade,
}
