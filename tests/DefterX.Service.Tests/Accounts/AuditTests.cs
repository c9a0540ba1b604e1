using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class AuditTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Every_login_and_change_is_there_newest_first(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        using TestClient client = await service.LogInAsync(key, Customer, "127.0.0.5", "BÜRO-1");
        KeyInfo other = await client.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest("Işıl", "k@ornek.example", OfficeRole.Signer));
        using (await client.SendAsync(HttpMethod.Delete, "/v1/keys/" + other.Id)) { }
        OfficeDocument office = await client.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        await client.AskAsync<OfficeDocument>(HttpMethod.Put, "/v1/office", office, office.Version);
        using TestClient guesser = service.Client("127.0.0.6");
        for (int i = 0; i < 6; i++)
            using (await guesser.TryLogInAsync("aaa-bbb-ccc-ddd", Customer)) { }
        using (await client.SendAsync(HttpMethod.Delete, "/v1/session")) { }

        using TestClient again = await service.LogInAsync(key, Customer);
        List<AuditEntry> entries = [];
        for (AuditPage? page = null; page?.Next is not null || page is null;)
        {
            string before = page is null ? "" : $"&before={page.Next}";
            page = await again.AskAsync<AuditPage>(HttpMethod.Get, "/v1/audit?limit=4" + before);
            Assert.InRange(page.Entries.Count, 1, 4);
            entries.AddRange(page.Entries);
        }

        Assert.Equal(
            [
                "OfficeRegistered", "Login", "KeyCreated", "KeyRevoked", "OfficeChanged", "LoginRejected", "LoginRejected", "LoginRejected",
                "LoginRejected", "LoginRejected", "LoginThrottled", "Logout", "Login",
            ],
            entries.AsEnumerable().Reverse().Select(entry => entry.Action));
        AuditEntry created = entries.Single(entry => entry.Action == "KeyCreated");
        Assert.Equal(
            ("Ayşe", "127.0.0.5", "BÜRO-1", other.Id, "Işıl, Signer"),
            (created.KeyName, created.Address, created.Machine, created.Subject, created.Detail));
        Assert.Equal("127.0.0.6", entries.First(entry => entry.Action == "LoginThrottled").Address);
        Assert.All(entries, entry => Assert.DoesNotContain("aaa-bbb", entry.ToString(), System.StringComparison.OrdinalIgnoreCase));
        await again.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Get, "/v1/audit?limit=0");
        await again.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Get, "/v1/audit?before=x");
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Nothing_is_taken_out_and_nobody_reads_anothers(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await service.RegisterAsync(Customer);
        using TestClient stranger = await service.LogInAsync(await service.RegisterAsync("7654321"), "7654321");
        AuditPage page = await stranger.AskAsync<AuditPage>(HttpMethod.Get, "/v1/audit");
        Assert.Equal(["Login", "OfficeRegistered"], page.Entries.Select(entry => entry.Action));
        Assert.Null(page.Next);
        await Assert.ThrowsAnyAsync<DbException>(() => service.ExecuteAsync("delete from audit"));
        await Assert.ThrowsAnyAsync<DbException>(() => service.ExecuteAsync("update audit set action = 'x'"));
    }
}
