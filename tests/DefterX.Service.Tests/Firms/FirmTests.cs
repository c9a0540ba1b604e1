using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Firms;

/// <summary>The office's list of firms.</summary>
public sealed class FirmTests
{
    private const string Path = "/v1/firms/" + SampleFirm.Identifier;

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task KeepsFirmsAsTheyWereSent(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        FirmDocument created = await room.Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New());
        Assert.Equal(1, created.Version);
        await room.Signer.FailAsync(HttpStatusCode.Conflict, ServiceCodes.Exists, HttpMethod.Post, "/v1/firms", SampleFirm.New());

        FirmList list = await room.Preparer.AskAsync<FirmList>(HttpMethod.Get, "/v1/firms");
        FirmDocument firm = Assert.Single(list.Firms);
        Assert.True(JsonElement.DeepEquals(SampleFirm.New().Content, firm.Content));
        Assert.Empty((await room.Foreigner.AskAsync<FirmList>(HttpMethod.Get, "/v1/firms")).Firms);

        FirmDocument changed = SampleFirm.New("ÖRNEK GIDA A.Ş.");
        await room.Preparer.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Put, Path, changed);
        await room.Preparer.FailAsync(HttpStatusCode.PreconditionFailed, ServiceCodes.VersionConflict, HttpMethod.Put, Path, changed, 2);
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.FirmNotFound, HttpMethod.Put, Path, changed, 1);
        Assert.Equal(2, (await room.Preparer.AskAsync<FirmDocument>(HttpMethod.Put, Path, changed, 1)).Version);
        FirmList again = await room.Preparer.AskAsync<FirmList>(HttpMethod.Get, "/v1/firms");
        Assert.Equal("ÖRNEK GIDA A.Ş.", again.Firms[0].Content.GetProperty("title").GetString());
        Assert.True(again.Change > list.Change);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task AnswersOnlyWhatChanged(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        await room.Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New());
        using HttpResponseMessage first = await room.Signer.SendAsync(HttpMethod.Get, "/v1/firms");
        EntityTagHeaderValue tag = first.Headers.ETag!;
        using HttpResponseMessage same = await ReadAsync();
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await room.Signer.AskAsync<FirmDocument>(HttpMethod.Put, Path, SampleFirm.New("BAŞKA LTD"), 1);
        using HttpResponseMessage changed = await ReadAsync();
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);

        Task<HttpResponseMessage> ReadAsync() =>
            room.Signer.SendAsync(HttpMethod.Get, "/v1/firms", change: request => request.Headers.IfNoneMatch.Add(tag));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task TakesFirmsOffTheListAndKeepsTheirBooks(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        await room.Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New());
        await DeletedAsync(room.Preparer, Path, 1);
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.FirmNotFound, HttpMethod.Delete, Path, null, 1);

        await room.Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New());
        CommitRequest commit = TestOffice.Commit(await room.LeaseAsync(), 0, await room.UploadAsync([1, 2, 3]));
        await room.Signer.AskAsync<CommitResponse>(HttpMethod.Post, TestRoom.Month + "/commits", commit);
        string forced = Path + "?force=true";
        await room.Administrator.FailAsync(HttpStatusCode.Conflict, ServiceCodes.FirmHasBooks, HttpMethod.Delete, Path, null, 1);
        await room.Signer.FailAsync(HttpStatusCode.Forbidden, ServiceCodes.RoleRequired, HttpMethod.Delete, forced, null, 1);
        await room.Administrator.FailAsync(HttpStatusCode.PreconditionFailed, ServiceCodes.VersionConflict, HttpMethod.Delete, forced, null, 7);
        await DeletedAsync(room.Administrator, forced, 1);

        Assert.Single((await room.Signer.AskAsync<MonthDocument>(HttpMethod.Get, TestRoom.Month)).Files);
        await room.Signer.FailAsync(
            HttpStatusCode.NotFound, ServiceCodes.FirmNotFound, HttpMethod.Put, TestRoom.Month + "/lease", new LeaseRequest(commit.Lease, null));
        CommitRequest next = TestOffice.Commit(commit.Lease, 1);
        await room.Signer.FailAsync(HttpStatusCode.Conflict, ServiceCodes.LeaseLost, HttpMethod.Post, TestRoom.Month + "/commits", next);
    }

    [Fact]
    public async Task RefusesWhatIsNoFirm()
    {
        await using TestRoom room = await TestRoom.StartAsync("Sqlite");
        FirmDocument[] bad =
        [
            SampleFirm.New(identifier: "1234567891"), SampleFirm.New() with { Identifier = "../../etc" }, SampleFirm.New() with { Identifier = null! },
            SampleFirm.New() with { Content = JsonSerializer.SerializeToElement(1) }, SampleFirm.With("title", null), SampleFirm.With("identifier", "11111111110"),
            SampleFirm.With("accountants", new JsonArray((JsonNode?)null)), SampleFirm.With("branches", new JsonArray((JsonNode?)null)),
            SampleFirm.With("authorizedSigners", new JsonArray((JsonNode?)null)), SampleFirm.With("fiscalYearStartMonth", "x"),
            SampleFirm.With("accountants", null), SampleFirm.With("address", null), SampleFirm.With("openingCounters", null),
        ];
        foreach (FirmDocument firm in bad)
        {
            await room.Signer.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Post, "/v1/firms", firm);
        }

        FirmDocument large = SampleFirm.With("ourOwnField", new string('a', 300_000));
        await room.Signer.FailAsync(HttpStatusCode.RequestEntityTooLarge, ServiceCodes.TooLarge, HttpMethod.Post, "/v1/firms", large);
        Assert.Empty((await room.Signer.AskAsync<FirmList>(HttpMethod.Get, "/v1/firms")).Firms);
        room.Signer.Language = "tr";
        ServiceProblem problem = await room.Signer.FailAsync(
            HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Post, "/v1/firms", SampleFirm.With("phone", "1"));
        Assert.Contains("elefon", problem.Detail, System.StringComparison.Ordinal);
    }

    private static async Task DeletedAsync(TestClient client, string path, long version)
    {
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Delete, path, null, version);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
