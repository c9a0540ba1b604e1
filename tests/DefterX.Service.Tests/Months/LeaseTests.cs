using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Months;

/// <summary>One process at a time has a month.</summary>
public sealed class LeaseTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task KeepsOthersOffUntilItIsGivenBack(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string lease = TestOffice.NewLease();
        LeaseGrant grant = await TakeAsync(office, lease);
        Assert.Equal((60, 0L, 0), (grant.Seconds, grant.Month.Entry.Version, grant.Month.Files.Count));
        Assert.Equal(("ayse", "PC-ayse"), (grant.Month.Entry.Holder!.User, grant.Month.Entry.Holder.Machine));

        ServiceException refused =
            await TestOffice.RefusedAsync(ServiceCodes.MonthLeased, () => TakeAsync(office, TestOffice.NewLease(), user: "veli"));
        Assert.Equal(grant.Month.Entry.Holder, refused.Holder);
        LeaseGrant renewed = await TakeAsync(office, lease);
        Assert.Equal(grant.Month.Entry.Holder, renewed.Month.Entry.Holder);

        await office.Leases.ReleaseAsync(office.Month(), TestOffice.NewLease(), CancellationToken.None);
        await TestOffice.RefusedAsync(ServiceCodes.MonthLeased, () => TakeAsync(office, TestOffice.NewLease(), user: "veli"));
        await office.Leases.ReleaseAsync(office.Month(), lease, CancellationToken.None);
        await office.Leases.ReleaseAsync(office.Month(), lease, CancellationToken.None);
        await TakeAsync(office, TestOffice.NewLease(), user: "veli");
        Assert.DoesNotContain(await office.AuditAsync(), entry => entry.StartsWith("LeaseTaken", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task GoesToTheOwnerOfAKilledProcess(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string killed = TestOffice.NewLease();
        string next = TestOffice.NewLease();
        await TakeAsync(office, killed);
        await TestOffice.RefusedAsync(ServiceCodes.MonthLeased, () => TakeAsync(office, next, replaces: TestOffice.NewLease()));
        await TakeAsync(office, next, replaces: killed);
        await TestOffice.RefusedAsync(ServiceCodes.LeaseLost, () => office.CommitAsync(TestOffice.Commit(killed, 0)));
        await office.CommitAsync(TestOffice.Commit(next, 0));
        Assert.Contains("LeaseTaken 1234567890/2026-09/-/journal ayse, PC-ayse → ayse, PC-ayse", await office.AuditAsync());
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task CanBeTakenWhenItExpired(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database, leaseSeconds: 0);
        string expired = TestOffice.NewLease();
        await TakeAsync(office, expired);
        // Nobody took it meanwhile: what was done under it still counts.
        await office.CommitAsync(TestOffice.Commit(expired, 0));
        Assert.Null((await office.Months.GetAsync(office.Month(), CancellationToken.None)).Entry.Holder);

        await TakeAsync(office, TestOffice.NewLease(), user: "veli");
        await TestOffice.RefusedAsync(ServiceCodes.LeaseLost, () => office.CommitAsync(TestOffice.Commit(expired, 1)));
        Assert.Contains("LeaseTaken 1234567890/2026-09/-/journal ayse, PC-ayse → veli, PC-veli", await office.AuditAsync());
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task GoesToOneOfManyWhoComeAtOnce(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await TakeAsync(i % 2 == 0 ? office : beside, TestOffice.NewLease(), user: $"user{i}");
                return true;
            }
            catch (ServiceException exception) when (exception.Code == ServiceCodes.MonthLeased)
            {
                return false;
            }
        })));
        Assert.Single(taken, isTaken => isTaken);
    }

    [Fact]
    public async Task WantsAFirmAndARandomText()
    {
        await using TestOffice office = await TestOffice.CreateAsync(nameof(DatabaseProvider.Sqlite));
        await TestOffice.RefusedAsync(ServiceCodes.FirmNotFound, () => office.LeaseAsync(office.Month(firm: "11111111110")));
        foreach (string lease in (string[])["", "short", new string('a', 201), new string('ş', 40), "aaaaaaaaaaaaaaaaaaaaaaaaaaaa a"])
        {
            await TestOffice.RefusedAsync(ServiceCodes.RequestInvalid, () => TakeAsync(office, lease));
        }
    }

    private static Task<LeaseGrant> TakeAsync(TestOffice office, string lease, string? replaces = null, string user = "ayse") =>
        office.Leases.TakeAsync(office.Caller(user: user), office.Month(), new LeaseRequest(lease, replaces), CancellationToken.None);
}
