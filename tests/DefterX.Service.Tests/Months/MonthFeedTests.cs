using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Months;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Months;

/// <summary>Who asks for what changed since misses nothing.</summary>
public sealed class MonthFeedTests
{
    private const int Writers = 6;
    private const int CommitsEach = 15;

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task IsCompleteAndInOrderWhileManyCommit(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        using CancellationTokenSource end = new();
        Task<Dictionary<MonthAddress, MonthEntry>> reading = Task.Run(() => FollowAsync(beside, end.Token));
        long[][] changes = await Task.WhenAll(Enumerable.Range(1, Writers).Select(i => Task.Run(() =>
            CommitManyAsync(i % 2 == 0 ? office : beside, office.Month($"2026-{i:00}")))));
        await end.CancelAsync();
        Dictionary<MonthAddress, MonthEntry> followed = await reading;

        Assert.All(changes, own => Assert.Equal(own.Order(), own));
        Assert.Equal(Enumerable.Range(1, Writers * CommitsEach).Select(i => (long)i), changes.SelectMany(own => own).Order());
        MonthList all = await office.Months.ListAsync(office.OfficeId, 0, CancellationToken.None);
        Assert.Equal(all.Months.OrderBy(month => month.Change), followed.Values.OrderBy(month => month.Change));
        Assert.All(all.Months, month => Assert.Equal(CommitsEach, month.Version));
        Assert.Empty((await office.Months.ListAsync(office.OfficeId, all.Change, CancellationToken.None)).Months);
        Assert.Equal(Writers, (await office.Months.ListAsync(office.OfficeId, all.Change + 1, CancellationToken.None)).Months.Count);
        TestOffice other = await office.OtherAsync();
        Assert.Empty((await other.Months.ListAsync(other.OfficeId, 0, CancellationToken.None)).Months);
    }

    private static async Task<long[]> CommitManyAsync(TestOffice office, MonthKey month)
    {
        List<long> changes = [];
        string lease = await office.LeaseAsync(month);
        for (int i = 0; i < CommitsEach; i++) changes.Add((await office.CommitAsync(TestOffice.Commit(lease, i), month)).Change);
        await office.Leases.ReleaseAsync(month, lease, CancellationToken.None);
        return [.. changes];
    }

    // Each answer is asked for once: whatever it passes over is lost.
    private static async Task<Dictionary<MonthAddress, MonthEntry>> FollowAsync(TestOffice office, CancellationToken end)
    {
        Dictionary<MonthAddress, MonthEntry> known = [];
        long since = 0;
        bool isLast;
        do
        {
            isLast = end.IsCancellationRequested;
            MonthList list = await office.Months.ListAsync(office.OfficeId, since, CancellationToken.None);
            Assert.True(list.Change >= since);
            Assert.All(list.Months, month => Assert.True(month.Change > since));
            foreach (MonthEntry month in list.Months) known[month.Month] = month with { Holder = null };
            since = list.Change;
        }
        while (!isLast);
        return known;
    }
}
