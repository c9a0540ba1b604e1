using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Who reaches what: each endpoint for each caller, and nothing of an office for another.</summary>
public sealed class EndpointMatrixTests
{
    private const string ForeignCustomer = "2000000";
    private int _customers = 1_000_000;

    [Fact]
    public async Task Every_endpoint_is_in_the_table()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        string[] expected = [.. EndpointTable.Entries.Select(entry => entry.Endpoint).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(expected, EndpointTable.EndpointsOf(service));
        Assert.All(EndpointTable.Entries, entry => Assert.Equal(EndpointTable.Callers.Count, entry.Expected.Length));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Each_caller_gets_what_the_table_says_and_who_is_refused_changes_nothing(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string foreignKey = await service.RegisterAsync(ForeignCustomer);
        List<string> wrong = [];
        TargetOffice? office = null;
        foreach (EndpointEntry entry in EndpointTable.Entries)
        {
            foreach (int caller in Enumerable.Range(0, EndpointTable.Callers.Count))
            {
                office ??= await NewOfficeAsync(service);
                using TestClient foreigner = await service.LogInAsync(foreignKey, ForeignCustomer, "127.0.8.1");
                bool isChanged = await TryAsync(service, office, entry, caller, foreigner, wrong);
                if (!isChanged) continue;
                office.Dispose();
                office = null;
            }
        }

        office?.Dispose();
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Two_offices_keep_the_same_firm_and_neither_sees_the_others(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TargetOffice office = await NewOfficeAsync(service);
        string foreignKey = await service.RegisterAsync(ForeignCustomer);
        using TestClient foreigner = await service.LogInAsync(foreignKey, ForeignCustomer);
        IReadOnlyList<string> before = await OfficeDump.OfAsync(service, office.OfficeId);

        Assert.Equal(1, (await foreigner.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New())).Version);
        // Neither the lease of the other office nor its file is any good here.
        string lease = TestOffice.NewLease();
        LeaseGrant grant = await foreigner.AskAsync<LeaseGrant>(HttpMethod.Put, TargetOffice.Month + "/lease", new LeaseRequest(lease, office.Lease));
        Assert.Equal((0, 0, 0), (grant.Month.Entry.Version, grant.Month.Files.Count, grant.Month.Log.Count));
        await foreigner.FailAsync(
            System.Net.HttpStatusCode.BadRequest,
            ServiceCodes.RequestInvalid,
            HttpMethod.Post,
            TargetOffice.Month + "/commits",
            TestOffice.Commit(lease, 0, office.File));
        await foreigner.AskAsync<CommitResponse>(HttpMethod.Post, TargetOffice.Month + "/commits", TestOffice.Commit(lease, 0));
        using HttpResponseMessage deleted = await foreigner.SendAsync(
            HttpMethod.Delete, $"/v1/firms/{SampleFirm.Identifier}?force=true", ifMatch: 1);
        Assert.Equal(204, (int)deleted.StatusCode);

        Assert.Equal(before, await OfficeDump.OfAsync(service, office.OfficeId));
        MonthDocument month = await office.Preparer.AskAsync<MonthDocument>(HttpMethod.Get, TargetOffice.Month);
        Assert.Equal([office.File], month.Files);
        Assert.NotNull(month.Entry.Holder);
    }

    // Whether the office is no more what it was.
    private static async Task<bool> TryAsync(
        TestService service, TargetOffice office, EndpointEntry entry, int caller, TestClient foreigner, List<string> wrong)
    {
        using TestClient nobody = service.Client(string.Create(CultureInfo.InvariantCulture, $"127.0.7.{caller + 1}"));
        TestClient[] clients =
            [nobody, office.Preparer, office.Signer, office.Administrator, office.Revoked, office.OtherMachine, foreigner];
        await service.ExecuteAsync("delete from throttle");
        string[] without = entry.IsLogin ? [OfficeDump.Audit] : [];
        IReadOnlyList<string> before = await OfficeDump.OfAsync(service, office.OfficeId, without);
        Probe probe = entry.Probe(office);
        using HttpResponseMessage response = await clients[caller].SendAsync(entry.Method, probe.Path, probe.Body, probe.IfMatch, request =>
        {
            if (probe.Lease is not null) request.Headers.Add(ServiceHeaders.Lease, probe.Lease);
        });
        string text = await response.Content.ReadAsStringAsync();
        string cell = $"{entry.Endpoint} ({probe.Path}) as {EndpointTable.Callers[caller]}: ";
        int status = (int)response.StatusCode;
        if (status != entry.Expected[caller]) wrong.Add($"{cell}{status} instead of {entry.Expected[caller]}; {text}");

        bool isStranger = clients[caller] == foreigner || status is 401 or 403;
        if (!isStranger) return entry.Method != HttpMethod.Get && status < 300;
        string sent = probe.Body is null or HttpContent ? "" : JsonSerializer.Serialize(probe.Body, ServiceJson.Options);
        string[] secrets = [TargetOffice.Title, TargetOffice.Email, office.OfficeId, office.File.Name, office.Customer];
        wrong.AddRange(secrets
            .Where(secret => !sent.Contains(secret, StringComparison.Ordinal) && text.Contains(secret, StringComparison.Ordinal))
            .Select(secret => $"{cell}tells {secret}"));
        if (clients[caller] == foreigner && entry.Endpoint == "POST /v1/uploads/" && text.Contains("true", StringComparison.Ordinal))
            wrong.Add(cell + "tells that the other office has the file");
        IReadOnlyList<string> after = await OfficeDump.OfAsync(service, office.OfficeId, without);
        wrong.AddRange(before.Except(after).Concat(after.Except(before)).Select(line => $"{cell}changed {line}"));
        return false;
    }

    private Task<TargetOffice> NewOfficeAsync(TestService service) =>
        TargetOffice.CreateAsync(service, (++_customers).ToString(CultureInfo.InvariantCulture));
}
