using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class KeyTests
{
    private const string Customer = "1234567";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_key_is_mailed_to_its_owner_and_shown_to_nobody(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient administrator = await StartAsync(service);
        using HttpResponseMessage created = await administrator.SendAsync(
            HttpMethod.Post, "/v1/keys", new NewKeyRequest(" Işıl ", "isil@ornek.example", OfficeRole.Signer));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.DoesNotContain(service.Mail.LastKey, await created.Content.ReadAsStringAsync(), System.StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("Işıl", "isil@ornek.example", OfficeRole.Signer), (
            service.Mail.Last.KeyName, service.Mail.Last.Recipient, service.Mail.Last.Role));

        using TestClient signer = await service.LogInAsync(service.Mail.LastKey, Customer);
        KeyList keys = await administrator.AskAsync<KeyList>(HttpMethod.Get, "/v1/keys");
        Assert.Equal(["Ayşe", "Işıl"], keys.Keys.Select(key => key.Name));
        Assert.Matches("^[0-9a-f]{8}$", keys.Keys[1].Id);
        Assert.NotNull(keys.Keys[1].LastUsedAt);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_revoked_key_ends_its_sessions_at_once(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient administrator = await StartAsync(service);
        KeyInfo key = await CreateAsync(administrator, "Işıl", OfficeRole.Preparer);
        string text = service.Mail.LastKey;
        using TestClient preparer = await service.LogInAsync(text, Customer);
        using (HttpResponseMessage response = await administrator.SendAsync(HttpMethod.Delete, "/v1/keys/" + key.Id))
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await preparer.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionRevoked, HttpMethod.Get, "/v1/session");
        using (HttpResponseMessage response = await preparer.TryLogInAsync(text, Customer))
            await TestClient.ProblemAsync(response, HttpStatusCode.Unauthorized, ServiceCodes.LoginRejected);
        await administrator.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Delete, "/v1/keys/" + key.Id);
        // The name is free again.
        await CreateAsync(administrator, "Işıl", OfficeRole.Preparer);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Another_offices_key_is_not_there(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient administrator = await StartAsync(service);
        KeyInfo key = await CreateAsync(administrator, "Işıl", OfficeRole.Preparer);
        using TestClient stranger = await service.LogInAsync(await service.RegisterAsync("7654321"), "7654321");
        await stranger.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Delete, "/v1/keys/" + key.Id);
        Assert.Single((await stranger.AskAsync<KeyList>(HttpMethod.Get, "/v1/keys")).Keys);
        Assert.Equal(2, (await administrator.AskAsync<KeyList>(HttpMethod.Get, "/v1/keys")).Keys.Count);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task An_office_keeps_an_administrator(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient administrator = await StartAsync(service);
        SessionInfo own = await administrator.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        await administrator.FailAsync(HttpStatusCode.Conflict, ServiceCodes.LastAdministrator, HttpMethod.Delete, "/v1/keys/" + own.KeyId);
        await CreateAsync(administrator, "Işıl", OfficeRole.Administrator);
        using HttpResponseMessage response = await administrator.SendAsync(HttpMethod.Delete, "/v1/keys/" + own.KeyId);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("ayşe", "k@ornek.example", "Preparer", 409, ServiceCodes.Exists)]
    [InlineData("A?şe", "k@ornek.example", "Preparer", 201, null)]
    [InlineData("", "k@ornek.example", "Preparer", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl\nBcc: x", "k@ornek.example", "Preparer", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl", "no address", "Preparer", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl", "Işıl <k@ornek.example>", "Preparer", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl", "k@ornek.example, x@ornek.example", "Preparer", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl", "k@ornek.example", "Owner", 400, ServiceCodes.RequestInvalid)]
    [InlineData("Işıl", "k@ornek.example", "9", 400, ServiceCodes.RequestInvalid)]
    public async Task What_makes_no_key_is_refused(string name, string email, string role, int status, string? code)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient administrator = await StartAsync(service);
        int mails = service.Mail.Count;
        using HttpResponseMessage response = await administrator.SendAsync(HttpMethod.Post, "/v1/keys", new { name, email, role });
        Assert.Equal(status, (int)response.StatusCode);
        if (code is null) return;
        await TestClient.ProblemAsync(response, (HttpStatusCode)status, code);
        Assert.Equal(mails, service.Mail.Count);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Without_the_mail_nothing_is_kept(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient administrator = await StartAsync(service);
        service.Mail.IsBroken = true;
        ServiceProblem problem = await administrator.FailAsync(
            HttpStatusCode.ServiceUnavailable, ServiceCodes.MailNotSent, HttpMethod.Post, "/v1/keys", new NewKeyRequest("Işıl", "k@ornek.example", OfficeRole.Signer));
        Assert.DoesNotContain("away", problem.Detail, System.StringComparison.Ordinal);
        using TestClient other = service.Client();
        using (HttpResponseMessage response = await other.TryRegisterAsync("7654321"))
            await TestClient.ProblemAsync(response, HttpStatusCode.ServiceUnavailable, ServiceCodes.MailNotSent);
        Assert.Equal(1, await service.ScalarAsync("select count(*) from login_keys"));
        Assert.Equal(1, await service.ScalarAsync("select count(*) from offices"));
        service.Mail.IsBroken = false;
        await service.RegisterAsync("7654321");
    }

    private static async Task<TestClient> StartAsync(TestService service) =>
        await service.LogInAsync(await service.RegisterAsync(Customer), Customer);

    private static Task<KeyInfo> CreateAsync(TestClient administrator, string name, OfficeRole role) =>
        administrator.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest(name, "k@ornek.example", role));
}
