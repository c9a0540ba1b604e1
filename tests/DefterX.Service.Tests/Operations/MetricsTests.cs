using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class MetricsTests
{
    private const string Token = "metrics-token-of-tests";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Requests_and_months_are_counted_by_route_and_state(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        using TestClient client = await service.LogInAsync(key, "1234567");
        using HttpResponseMessage lost = await client.SendAsync(HttpMethod.Get, $"/v1/firms/{key}");
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/metrics");
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Matches("defterx_request_seconds_count\\{method=\"POST\",route=\"/v1/sessions/?\",status=\"201\"\\} [1-9]", text);
        Assert.Contains("defterx_months{state=\"Approved\"} 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("another-token-of-tests", false)]
    [InlineData(Token, true)]
    public async Task From_elsewhere_they_are_shown_to_whoever_has_the_token(string? token, bool isShown)
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options =>
        {
            options.TrustedProxies = ["127.0.0.1"];
            options.Metrics.Token = Token;
        });
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/metrics", change: request =>
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        });

        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
    }
}
