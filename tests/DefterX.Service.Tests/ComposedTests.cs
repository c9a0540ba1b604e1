using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace DefterX.Service.Tests;

public sealed class ComposedTests
{
    [Fact]
    public async Task An_endpoint_that_says_nothing_is_closed_and_a_fault_tells_nothing()
    {
        await using TestService service = await TestService.StartAsync(
            "Sqlite",
            map: static routes =>
            {
                routes.MapGet("/test/forgotten", static () => "open");
                routes.MapGet("/test/fault", static string () => throw new InvalidOperationException("secret")).AllowAnonymous();
            });
        using TestClient client = service.Client();
        await client.FailAsync(HttpStatusCode.Unauthorized, ServiceCodes.SessionInvalid, HttpMethod.Get, "/test/forgotten");
        ServiceProblem problem = await client.FailAsync(
            HttpStatusCode.InternalServerError, ServiceCodes.Unexpected, HttpMethod.Get, "/test/fault");
        Assert.Null(problem.Detail);
        Assert.NotNull(problem.TraceId);
        client.Token = (await service.LogInAsync(await service.RegisterAsync("1234567"), "1234567")).Token;
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/test/forgotten");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_description_names_every_endpoint()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        JsonProperty[] operations = [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())];
        Assert.Contains(operations, operation => operation.Value.GetProperty("operationId").GetString() == "LogIn");
        Assert.All(operations, operation =>
        {
            Assert.NotEqual("", operation.Value.GetProperty("summary").GetString());
            Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name[0] == '2');
        });
        JsonElement release = operations.Single(operation => operation.Value.GetProperty("operationId").GetString() == "ReleaseMonth").Value;
        Assert.Contains(release.GetProperty("parameters").EnumerateArray(), parameter =>
            (parameter.GetProperty("in").GetString(), parameter.GetProperty("name").GetString()) == ("header", "X-DefterX-Lease"));
    }

    // Under a Turkish culture of the process: I and i, decimal commas.
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_turkish_system_is_no_other(string database)
    {
        CultureInfo? culture = CultureInfo.DefaultThreadCurrentCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        using DefterX.Tests.CultureScope scope = new("tr-TR");
        try
        {
            await using TestService service = await TestService.StartAsync(database);
            using TestClient client = service.Client();
            client.Language = "tr";
            RegistrationResponse registered = await client.RegisterAsync("1234567");
            LoginResponse login = await client.LogInAsync(service.Mail.LastKey.ToUpperInvariant(), "1234567");
            Assert.Equal(registered.Key.Id, login.Session.KeyId);
            await client.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest("Işıl İnce", "isil@ornek.example", OfficeRole.Signer));
            await client.FailAsync(
                HttpStatusCode.Conflict, ServiceCodes.Exists, HttpMethod.Post, "/v1/keys", new NewKeyRequest("Işıl İnce", "isil@ornek.example", OfficeRole.Signer));
            using TestClient signer = await service.LogInAsync(service.Mail.LastKey, "1234567");
            ServiceProblem problem = await signer.FailAsync(HttpStatusCode.Forbidden, ServiceCodes.RoleRequired, HttpMethod.Get, "/v1/keys");
            Assert.Equal("Your login key does not allow this; another role is needed.", problem.Title);
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = culture;
        }
    }
}
