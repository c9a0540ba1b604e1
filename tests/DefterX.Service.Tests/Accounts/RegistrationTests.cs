using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class RegistrationTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Only_who_has_the_code_registers(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        using TestClient client = service.Client();
        foreach (string? code in new[] { null, "", "wrong", TestService.Code + "x", TestService.Code.ToUpperInvariant() })
        {
            using HttpResponseMessage response = await client.TryRegisterAsync("1234567", code);
            await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.RegistrationCodeWrong);
        }

        using (HttpResponseMessage response = await client.TryRegisterAsync("1234567"))
            await TestClient.ProblemAsync(response, HttpStatusCode.TooManyRequests, ServiceCodes.LoginThrottled);
        Assert.Equal(0, service.Mail.Count);
        using TestClient other = service.Client("127.0.0.2");
        RegistrationResponse registered = await other.RegisterAsync("1234567");
        Assert.Equal(("Ayşe", OfficeRole.Administrator), (registered.Key.Name, registered.Key.Role));
    }

    [Fact]
    public async Task Without_a_code_nobody_registers_over_http_and_the_command_line_does()
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options => options.Registration.Code = "");
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.TryRegisterAsync("1234567", "");
        await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.RegistrationClosed);
        RegisterOffice register = service.Services.GetRequiredService<RegisterOffice>();
        RegistrationRequest request = new("1234567", "ayse@ornek.example", "Ayşe", TestClient.Settings("1234567"));
        await register.RunAsync(request, null, CancellationToken.None);
        await client.LogInAsync(service.Mail.LastKey, "1234567");
    }

    [Theory]
    [InlineData("büro-kayıt-kodu", "b%C3%BCro-kay%C4%B1t-kodu")]
    [InlineData("%41bcdefghijkl+/=", "%41bcdefghijkl+/=")]
    [InlineData("%41bcdefghijkl+/=", "%2541bcdefghijkl%2B%2F%3D")]
    public async Task A_code_that_no_header_can_hold_comes_percent_encoded(string code, string header)
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options => options.Registration.Code = code);
        using TestClient client = service.Client();
        using HttpResponseMessage wrong = await client.TryRegisterAsync("1234567", header + "x");
        await TestClient.ProblemAsync(wrong, HttpStatusCode.Forbidden, ServiceCodes.RegistrationCodeWrong);
        using HttpResponseMessage right = await client.TryRegisterAsync("1234567", header);
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
    }

    [Fact]
    public async Task Roots_come_with_the_registration_and_only_certificates_do()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        byte[] pem = Encoding.UTF8.GetBytes(TestCertificates.Authority.ExportCertificatePem());
        foreach (OfficeFile refused in new OfficeFile[] { new("roots/kok.pem", [1, 2]), new("roots/../kok.pem", pem), new("office.json", pem) })
        {
            using HttpResponseMessage response = await client.TryRegisterAsync("1234567", files: [refused]);
            await TestClient.ProblemAsync(response, HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid);
        }

        Assert.Equal(0, service.Mail.Count);
        using HttpResponseMessage registered = await client.TryRegisterAsync("1234567", files: [new OfficeFile("roots/kok.pem", pem)]);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        OfficeFile kept = Assert.Single((await client.LogInAsync(service.Mail.LastKey, "1234567")).Office.Files);
        Assert.Equal(("roots/kok.pem", Encoding.UTF8.GetString(pem)), (kept.Name, Encoding.UTF8.GetString(kept.Content)));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_customer_number_is_one_offices(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await service.RegisterAsync("1234567");
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.TryRegisterAsync("1234567");
        await TestClient.ProblemAsync(response, HttpStatusCode.Conflict, ServiceCodes.Exists);
        Assert.Equal(1, service.Mail.Count);
    }

    [Theory]
    [InlineData("customerNumber", "\"12345678\"")]
    [InlineData("customerNumber", "null")]
    [InlineData("name", "\" \"")]
    [InlineData("name", "[\"x\"]")]
    [InlineData("sessionIdleTimeout", "\"00:00:00\"")]
    [InlineData("gibUri", "\"http://gib.example\"")]
    [InlineData("gibEnvironment", "\"Moon\"")]
    [InlineData("gibRetry", "{\"attempts\":0}")]
    [InlineData("sourceApplication", "null")]
    [InlineData("sourceApplication", "{\"identifier\":\"1234567809\",\"title\":\"A\",\"program\":\"B\",\"version\":\"1\"}")]
    [InlineData("timeStamp", "{\"uri\":\"ftp://x.example\"}")]
    public async Task What_an_office_folder_would_refuse_is_refused(string field, string value)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        JsonObject settings = JsonObject.Create(TestClient.Settings("1234567"))!;
        settings[field] = JsonNode.Parse(value);
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.TryRegisterAsync("1234567", settings: JsonSerializer.SerializeToElement(settings));
        ServiceProblem problem = await TestClient.ProblemAsync(response, HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid);
        Assert.NotNull(problem.Detail);
        Assert.Equal(0, service.Mail.Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"customerNumber\":\"1234567\",\"customerNumber\":\"1234567\"}")]
    public async Task Settings_are_an_object_without_doubles(string json)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.TryRegisterAsync("1234567", settings: JsonSerializer.Deserialize<JsonElement>(json));
        await TestClient.ProblemAsync(response, HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid);
    }
}
