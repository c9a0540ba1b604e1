using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class TlsRequestTests
{
    [Fact]
    public async Task A_request_that_a_proxy_took_over_https_is_answered()
    {
        await using TestService service = await StartAsync("127.0.0.1");
        using HttpResponseMessage response = await AskAsync(service, "/openapi/v1.json", "203.0.113.9", "https");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("max-age=", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.9", "http")]
    [InlineData("203.0.113.9", null)]
    [InlineData(null, "http")]
    [InlineData(null, null)]
    public async Task A_request_that_a_proxy_took_in_plain_is_refused(string? address, string? scheme)
    {
        await using TestService service = await StartAsync("127.0.0.1");
        using HttpResponseMessage response = await AskAsync(service, "/openapi/v1.json", address, scheme);

        ServiceProblem problem = await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.TlsRequired);
        Assert.Contains("TrustedProxies", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_who_is_no_trusted_proxy_says_of_https_does_not_count()
    {
        await using TestService service = await StartAsync("127.0.0.77");
        using HttpResponseMessage response = await AskAsync(service, "/openapi/v1.json", "203.0.113.9", "https");

        await TestClient.ProblemAsync(response, HttpStatusCode.Forbidden, ServiceCodes.TlsRequired);
    }

    [Fact]
    public async Task Without_proxies_this_machine_is_answered_in_plain_and_a_forwarded_request_is_not()
    {
        await using TestService service = await StartAsync();
        using HttpResponseMessage own = await AskAsync(service, "/openapi/v1.json", null, null);
        using HttpResponseMessage forwarded = await AskAsync(service, "/openapi/v1.json", "203.0.113.9", "https");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.False(own.Headers.Contains("Strict-Transport-Security"));
        await TestClient.ProblemAsync(forwarded, HttpStatusCode.Forbidden, ServiceCodes.TlsRequired);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/nothing")]
    [InlineData("/v1/session")]
    public async Task Every_answer_has_the_headers_of_safety_and_does_not_name_the_server(string path)
    {
        await using TestService service = await StartAsync();
        using HttpResponseMessage response = await AskAsync(service, path, null, null);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.Contains("Server"));
    }

    private static Task<TestService> StartAsync(params string[] proxies) =>
        TestService.StartAsync("Sqlite", options => options.TrustedProxies = proxies);

    private static async Task<HttpResponseMessage> AskAsync(TestService service, string path, string? address, string? scheme)
    {
        using TestClient client = service.Client();
        return await client.SendAsync(HttpMethod.Get, path, change: request =>
        {
            if (address is not null) request.Headers.Add("X-Forwarded-For", address);
            if (scheme is not null) request.Headers.Add("X-Forwarded-Proto", scheme);
        });
    }
}
