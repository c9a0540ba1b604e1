using System;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using Xunit;
using Xunit.Abstractions;

namespace DefterX.Tests.Gib;

/// <summary>Replies that break off or are none, and servers that are slow, gone or not to be trusted.</summary>
public sealed class GibClientFailureTests(ITestOutputHelper output)
{
    public static TheoryData<string, byte[]> BrokenReplies => new()
    {
        { "cut short", LoopbackServer.Soap(TestClient.Status)[..^40] },
        {
            "cut short without a length",
            "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n<s:Envelope xmlns:s=\"u\">"u8.ToArray()
        },
        { "HTML", LoopbackServer.Http(200, "text/html", "<html><body>Oturum açın</body></html>") },
        { "no XML", LoopbackServer.Http(200, "text/plain", "OK") },
        { "empty", LoopbackServer.Http(200, "application/soap+xml", "") },
        { "not HTTP", "SSH-2.0-x\r\n\r\n"u8.ToArray() },
        { "hung up", [] },
        { "DTD", LoopbackServer.Http(200, "application/soap+xml", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>") },
        { "another answer", LoopbackServer.Soap("<x/>") },
        { "HTTP 500", LoopbackServer.Http(500, "text/html", "<h1>Internal Server Error</h1>") },
        { "HTTP 503", LoopbackServer.Http(503, "text/plain", "") },
        { "HTTP 500 with an answer", LoopbackServer.Soap(TestClient.Status, 500) },
        { "redirect", LoopbackServer.Http(302, "text/html", "", "Location: http://127.0.0.1:1/\r\n") },
        { "MTOM cut short", LoopbackServer.Mtom("cid:a", "<a>", "binary", "", [1, 2, 3], end: "") },
        { "MTOM without the part", LoopbackServer.Mtom("cid:other", "<a>", "binary", "", [1, 2, 3]) },
        { "MTOM without a boundary", LoopbackServer.Http(200, "multipart/related", "--b--") },
        { "too large", LoopbackServer.Soap(new string('x', 70_000)) },
    };

    [Theory]
    [MemberData(nameof(BrokenReplies))]
    public async Task Calls_WhenReplyIsBroken_AreGibUnreachable(string name, byte[] reply)
    {
        await using LoopbackServer server = new(reply);
        using GibClient client = TestClient.Create(server.Address);
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            DefterXException exception = name.StartsWith("MTOM", StringComparison.Ordinal)
                ? await Assert.ThrowsAsync<DefterXException>(
                    () => client.ReceiveDocumentFileAsync(TestClient.PackageId, CancellationToken.None))
                : await TestClient.FailureAsync(client);
            output.WriteLine(exception.Message);
            Assert.Equal(ErrorIds.GibUnreachable, exception.ErrorId);
            Assert.Equal(TestClient.PackageId, exception.Target);
            Assert.Contains(server.Address.ToString(), exception.Message, StringComparison.Ordinal);
            if (name.StartsWith("HTTP", StringComparison.Ordinal))
            {
                Assert.Contains(name[..8], exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Calls_WhenNobodyListens_AreGibUnreachable()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Uri address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        using GibClient client = TestClient.Create(address);
        DefterXException exception = await TestClient.FailureAsync(client);
        Assert.Equal(ErrorIds.GibUnreachable, exception.ErrorId);
        Assert.Contains(address.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_WhenServersCertificateIsUntrusted_AreGibUnreachable()
    {
        using RSA serverKey = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using GibClient client = TestClient.Create(new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        Task<DefterXException> failure = TestClient.FailureAsync(client);
        using TcpClient accepted = await listener.AcceptTcpClientAsync();
        using SslStream tls = new(accepted.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1]);
        });

        DefterXException exception = await failure;
        output.WriteLine(exception.Message);
        Assert.Equal(ErrorIds.GibUnreachable, exception.ErrorId);
        Assert.Contains("certificate", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_WhenServerIsSlow_AreOperationTimeout(bool afterHeaders)
    {
        await using LoopbackServer server = new(
            (stream, cancellationToken) => StallAsync(stream, afterHeaders, cancellationToken));
        using GibClient client = TestClient.Create(server.Address, TimeSpan.FromMilliseconds(400));
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            DefterXException exception = await TestClient.FailureAsync(client);
            Assert.Equal(ErrorIds.OperationTimeout, exception.ErrorId);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_WhenCancelled_StopWithinASecond(bool afterHeaders)
    {
        await using LoopbackServer server = new(
            (stream, cancellationToken) => StallAsync(stream, afterHeaders, cancellationToken));
        using GibClient client = TestClient.Create(server.Address);
        using CancellationTokenSource cancellation = new();
        Task<GibBatchStatus> call = client.GetBatchStatusAsync(TestClient.PackageId, cancellation.Token);
        while (server.Requests.IsEmpty) await Task.Delay(20);
        await Task.Delay(100);

        Stopwatch elapsed = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static async Task StallAsync(NetworkStream stream, bool afterHeaders, CancellationToken cancellationToken)
    {
        if (afterHeaders)
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<"u8.ToArray(), cancellationToken);
        }

        // Until the client hangs up.
        await stream.ReadExactlyAsync(new byte[1], cancellationToken);
    }
}
