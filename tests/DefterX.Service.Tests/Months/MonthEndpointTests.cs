using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Months;

/// <summary>Months over HTTP.</summary>
public sealed class MonthEndpointTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task GoFromHandToHand(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        await room.Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New());
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.MonthNotFound, HttpMethod.Get, TestRoom.Month);
        FileEntry file = await room.UploadAsync([1, 2, 3]);
        string lease = await room.LeaseAsync();
        ServiceProblem leased = await room.Preparer.FailAsync(
            HttpStatusCode.Conflict, ServiceCodes.MonthLeased, HttpMethod.Put, TestRoom.Month + "/lease", new LeaseRequest(TestOffice.NewLease(), null));
        Assert.Equal("ayse", leased.Holder?.User);

        CommitRequest commit = TestOffice.Commit(lease, 0, file);
        CommitResponse response = await room.Signer.AskAsync<CommitResponse>(HttpMethod.Post, TestRoom.Month + "/commits", commit);
        Assert.Equal(new CommitResponse(1, 1), response);
        using HttpResponseMessage month = await room.Preparer.SendAsync(HttpMethod.Get, TestRoom.Month);
        Assert.Equal("\"1\"", month.Headers.ETag?.Tag);
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.MonthNotFound, HttpMethod.Get, TestRoom.Month);
        await room.Foreigner.FailAsync(HttpStatusCode.Conflict, ServiceCodes.LeaseLost, HttpMethod.Post, TestRoom.Month + "/commits", commit);
        CommitRequest sign = TestOffice.Commit(lease, 1) with { State = LedgerState.Signed };
        await room.Preparer.FailAsync(HttpStatusCode.Forbidden, ServiceCodes.RoleRequired, HttpMethod.Post, TestRoom.Month + "/commits", sign);

        // The session ends, and with it the lease.
        using HttpResponseMessage logout = await room.Signer.SendAsync(HttpMethod.Delete, "/v1/session");
        MonthList list = await room.Preparer.AskAsync<MonthList>(HttpMethod.Get, "/v1/months?since=0");
        Assert.Null(Assert.Single(list.Months).Holder);
        string next = TestOffice.NewLease();
        LeaseGrant grant = await room.Preparer.AskAsync<LeaseGrant>(HttpMethod.Put, TestRoom.Month + "/lease", new LeaseRequest(next, null));
        Assert.Equal([file], grant.Month.Files);
        // In the address, which is written down on the way, it is none.
        await room.Preparer.FailAsync(
            HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Delete, $"{TestRoom.Month}/lease?lease={next}");
        using HttpResponseMessage released = await room.Preparer.SendAsync(
            HttpMethod.Delete, TestRoom.Month + "/lease", change: request => request.Headers.Add(ServiceHeaders.Lease, next));
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        Assert.Null(Assert.Single((await room.Preparer.AskAsync<MonthList>(HttpMethod.Get, "/v1/months?since=0")).Months).Holder);
    }

    [Fact]
    public async Task AreNamedInOneWay()
    {
        await using TestRoom room = await TestRoom.StartAsync("Sqlite");
        string[] months =
        [
            "1234567808/2026-9/-/journal", "1234567808/2026-13/-/journal", "1234567808/202609/-/journal", "1234567808/Eylül 2026/-/journal",
            "123456780/2026-09/-/journal", "123456780a/2026-09/-/journal", "1234567808/2026-09/0000/journal", "1234567808/2026-09/1/journal",
            "1234567808/2026-09/-/Journal", "1234567808/2026-09/-/ledger", "%2e%2e%2f/2026-09/-/journal", "1234567808/2026-09/%20/journal",
        ];
        foreach (string month in months)
        {
            await room.Signer.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Get, "/v1/months/" + month);
        }

        await room.Signer.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Get, "/v1/months?since=x");
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.MonthNotFound, HttpMethod.Get, "/v1/months/1234567808/2026-09/0001/inventory");
    }
}
