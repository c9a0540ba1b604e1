using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class LimitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_more_than_4_MB_is_refused(bool isLengthTold)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        string body = "{\"key\":\"" + new string('a', 5 * 1024 * 1024) + "\"}";
        using HttpContent content = isLengthTold ? new StringContent(body) : new Unmeasured(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.SendAsync(
            HttpMethod.Post, "/v1/sessions", content, change: request => request.Headers.ExpectContinue = true);

        await TestClient.ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, ServiceCodes.TooLarge);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"key\":1}")]
    [InlineData("\u0000")]
    [InlineData("{\"key\":\"\\ud800\",\"customerNumber\":\"1\",\"period\":\"2026-09\",\"machine\":\"m\",\"user\":\"u\",\"clientVersion\":\"1\"}")]
    public async Task A_malformed_body_is_a_problem_of_the_request(string body)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Post, "/v1/sessions", content);

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", 20_000, "431")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", 5_000, "414")]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 0, "401")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 0, "400")]
    [InlineData("hello\r\n\r\n", 0, "400")]
    public async Task A_request_that_is_out_of_bounds_is_refused(string request, int length, string status)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TcpClient client = await ConnectAsync(service);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request.Replace("{0}", new string('a', length), StringComparison.Ordinal)));

        Assert.Equal(status, (await LineAsync(client)).Split(' ')[1]);
    }

    [Fact]
    public async Task A_client_that_never_ends_its_headers_is_cut_off()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TcpClient client = await ConnectAsync(service);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n"u8.ToArray());
        long start = Stopwatch.GetTimestamp();

        await LineAsync(client);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 5, 40);
    }

    [Fact]
    public async Task A_client_that_dribbles_its_body_is_cut_off()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TcpClient client = await ConnectAsync(service);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"u8.ToArray());
        long start = Stopwatch.GetTimestamp();
        Task<string> answer = LineAsync(client);
        while (!answer.IsCompleted && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
        {
            try
            {
                await stream.WriteAsync(" "u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(200));
        }

        Assert.Contains((await answer).Split(' ') is [_, string status, ..] ? status : "", new[] { "408", "400", "" });
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 5, 40);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed()
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options => options.MaximumConnections = 2);
        using TcpClient first = await AskAsync(service);
        using TcpClient second = await AskAsync(service);
        using TcpClient third = await ConnectAsync(service);

        Assert.Equal("", await LineAsync(third));

        first.Dispose();
        await WaitAsync(async () =>
        {
            using TcpClient next = await ConnectAsync(service);
            await next.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
            return (await LineAsync(next)).Contains("200", StringComparison.Ordinal);
        });
    }

    private static async Task<TcpClient> AskAsync(TestService service)
    {
        TcpClient client = await ConnectAsync(service);
        await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        Assert.Equal("HTTP/1.1 200 OK", await LineAsync(client));
        return client;
    }

    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        for (int i = 0; i < 100; i++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not come to be so.");
    }

    private static async Task<TcpClient> ConnectAsync(TestService service)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        return client;
    }

    // The first line of the answer; empty where the connection ended without one.
    private static async Task<string> LineAsync(TcpClient client)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        using StreamReader reader = new(client.GetStream(), Encoding.ASCII, false, 1024, leaveOpen: true);
        try
        {
            return await reader.ReadLineAsync(patience.Token) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed class Unmeasured(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
