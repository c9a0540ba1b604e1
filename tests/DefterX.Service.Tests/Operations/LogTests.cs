using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Operations.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class LogTests
{
    [Fact]
    public async Task Nothing_that_is_secret_gets_into_the_log()
    {
        string folder = Directory.CreateTempSubdirectory("defterx-logs-").FullName;
        try
        {
            string key, token;
            await using (TestService service = await TestService.StartAsync("Sqlite", options => options.DataFolder = folder))
            {
                key = await service.RegisterAsync("1234567");
                using TestClient client = await service.LogInAsync(key, "1234567");
                token = client.Token!;
                using HttpResponseMessage lost = await client.SendAsync(HttpMethod.Get, $"/v1/{key}?key={key}&token={token}");
                using HttpResponseMessage firms = await client.SendAsync(HttpMethod.Get, $"/v1/session?key={key}");
                using StringContent broken = new($"{{\"key\":\"{key}\"", System.Text.Encoding.UTF8, "application/json");
                using HttpResponseMessage malformed = await client.SendAsync(HttpMethod.Post, "/v1/sessions", broken);
                ILogger logger = service.Services.GetRequiredService<ILogger<LogTests>>();
#pragma warning disable CA1848, CA2254 // What a careless line would do.
                logger.LogError(new InvalidOperationException($"Bearer {token}"), "{Key} " + key, key);
#pragma warning restore CA1848, CA2254
            }

            string log = string.Concat(Directory.GetFiles(Path.Combine(folder, "logs")).Select(File.ReadAllText));
            Assert.Contains("***-***-***-***", log, StringComparison.Ordinal);
            Assert.DoesNotContain(key, log, StringComparison.Ordinal);
            Assert.DoesNotContain(token, log, StringComparison.Ordinal);
            Assert.DoesNotContain(TestService.Code, log, StringComparison.Ordinal);
            Assert.DoesNotContain("?key", log, StringComparison.Ordinal);
            Assert.DoesNotContain("RequestPath", log, StringComparison.Ordinal);
            JsonElement[] lines = [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
            JsonElement request = lines.Last(line =>
                line.TryGetProperty("Route", out JsonElement route) && route.GetString() == "/v1/session");
            Assert.Equal("GET", request.GetProperty("Method").GetString());
            Assert.Equal(200, request.GetProperty("Status").GetInt32());
            Assert.Equal(32, request.GetProperty("OfficeId").GetString()!.Length);
            Assert.Equal(8, request.GetProperty("KeyId").GetString()!.Length);
            Assert.Equal(32, request.GetProperty("TraceId").GetString()!.Length);
            Assert.Contains(lines, line => line.TryGetProperty("Route", out JsonElement route) && route.GetString() == "(none)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_failure_is_found_in_the_log_by_its_trace_id()
    {
        string folder = Directory.CreateTempSubdirectory("defterx-logs-").FullName;
        try
        {
            ServiceProblem problem;
            await using (TestService service = await TestService.StartAsync("Sqlite", options => options.DataFolder = folder))
            {
                using TestClient client = service.Client();
                using StringContent broken = new("{", System.Text.Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await client.SendAsync(HttpMethod.Post, "/v1/sessions", broken);
                problem = JsonSerializer.Deserialize<ServiceProblem>(await response.Content.ReadAsStringAsync(), ServiceJson.Options)!;
            }

            string log = string.Concat(Directory.GetFiles(Path.Combine(folder, "logs")).Select(File.ReadAllText));
            Assert.Contains($"\"TraceId\":\"{problem.TraceId}\"", log, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("the key abc-d2f-ghj-kmn.", "the key ***-***-***-***.")]
    [InlineData("key=ABC-D2F-GHJ-KMN&", "key=***-***-***-***&")]
    [InlineData("Bearer k3Jx9_-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789", "Bearer ***")]
    [InlineData("8f14e45f-ceea-467a-9575-2b1a6f1c3d4e", "8f14e45f-ceea-467a-9575-2b1a6f1c3d4e")]
    [InlineData("2026-11-27T11:37:04.9023852Z 192.168.1.1", "2026-11-27T11:37:04.9023852Z 192.168.1.1")]
    public void Mask_HidesKeysAndTokensAlone(string text, string expected) => Assert.Equal(expected, MaskingFormatter.Mask(text));
}
