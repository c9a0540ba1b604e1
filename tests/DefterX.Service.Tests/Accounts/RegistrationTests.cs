using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
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
            await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.RegistrationClosed);
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
