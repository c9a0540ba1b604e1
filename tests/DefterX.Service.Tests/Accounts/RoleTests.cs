using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class RoleTests
{
    private const string Customer = "1234567";

    [Theory]
    [InlineData("GET", "/v1/session", 200, 200, 200)]
    [InlineData("GET", "/v1/office", 200, 200, 200)]
    [InlineData("PUT", "/v1/office", 403, 403, 428)]
    [InlineData("GET", "/v1/keys", 403, 403, 200)]
    [InlineData("POST", "/v1/keys", 403, 403, 400)]
    [InlineData("DELETE", "/v1/keys/00000000", 403, 403, 404)]
    [InlineData("GET", "/v1/audit", 403, 403, 200)]
    public async Task Each_role_may_what_it_may(string method, string path, int preparer, int signer, int administrator)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient first = await service.LogInAsync(await service.RegisterAsync(Customer), Customer);
        OfficeDocument office = await first.AskAsync<OfficeDocument>(HttpMethod.Get, "/v1/office");
        object? body = method switch { "PUT" => office, "POST" => new { name = "" }, _ => null };
        foreach ((OfficeRole role, int status) in new[] { (OfficeRole.Preparer, preparer), (OfficeRole.Signer, signer), (OfficeRole.Administrator, administrator) })
        {
            await first.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest(role.ToString(), "k@ornek.example", role));
            using TestClient client = await service.LogInAsync(service.Mail.LastKey, Customer);
            using HttpResponseMessage response = await client.SendAsync(new HttpMethod(method), path, body);
            Assert.Equal((role, status), (role, (int)response.StatusCode));
            if (status == 403) await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.RoleRequired);
        }

        using TestClient nobody = service.Client();
        await nobody.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionInvalid, new HttpMethod(method), path, body);
    }

    [Fact]
    public async Task A_role_changed_in_the_database_holds_from_the_next_request_on()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = await service.LogInAsync(await service.RegisterAsync(Customer), Customer);
        await client.AskAsync<KeyList>(HttpMethod.Get, "/v1/keys");
        await service.ExecuteAsync("update login_keys set role = 'Preparer'");
        await client.FailAsync(HttpStatusCode.Forbidden, ServiceCodes.RoleRequired, HttpMethod.Get, "/v1/keys");
    }
}
