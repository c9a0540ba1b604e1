using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Tests.Checks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace DefterX.Tests.Gib;

public sealed class GibClientTests(ITestOutputHelper output) : IDisposable
{
    private const string PackageId = "1234567808-202609-YB-000000";
    private const string Status =
        "<ns2:getBatchStatusResponse xmlns:ns2=\"http://webservice.edefter.gib.gov.tr/\"><durum>"
            + "<durumAciklama>{0}</durumAciklama>"
        + "<durumKodu>7</durumKodu><paketKimligi>" + PackageId + "</paketKimligi></durum></ns2:getBatchStatusResponse>";

    private readonly SoftwareKey _key = SoftwareKey.Issued(SigningAlgorithm.EcdsaSha384);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task SendDocumentFileAsync_WhenTaken_SendsTheSignedZipAndGivesTheAnswer()
    {
        byte[] zip = new byte[300_001];
        new Random(1).NextBytes(zip);
        await File.WriteAllBytesAsync(_folder["x.zip"], zip);
        await using LoopbackServer server = new(LoopbackServer.Soap(
            $"<r:sendDocumentFileResponse xmlns:r=\"urn:x\"><return>[{PackageId}] paketi işleme alındı</return>"
            + "</r:sendDocumentFileResponse>"));
        using GibClient client = Client(server.Address);

        string answer = await client.SendDocumentFileAsync(PackageId + ".zip", _folder["x.zip"], CancellationToken.None);

        Assert.Equal($"[{PackageId}] paketi işleme alındı", answer);
        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        Assert.Contains("Content-Type: application/soap+xml; charset=utf-8; action=", request.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect:", request.Headers, StringComparison.OrdinalIgnoreCase);
        XElement operation = Operation(request.Body);
        Assert.Equal(XName.Get("sendDocumentFile", "http://webservice.edefter.gib.gov.tr/"), operation.Name);
        Assert.Equal(PackageId + ".zip", operation.Element("Attachment")!.Element("fileName")!.Value);
        Assert.Equal(zip, Convert.FromBase64String(operation.Element("Attachment")!.Element("binaryData")!.Value));
    }

    [GibPackageFact]
    public async Task SendDocumentFileAsync_WhenSent_SatisfiesWss4j()
    {
        await File.WriteAllBytesAsync(_folder["x.zip"], new byte[300_001]);
        await using LoopbackServer server = new(LoopbackServer.Soap(
            "<r:sendDocumentFileResponse xmlns:r=\"urn:x\"><return>işleme alındı</return></r:sendDocumentFileResponse>"));
        using GibClient client = Client(server.Address);
        await client.SendDocumentFileAsync(PackageId + ".zip", _folder["x.zip"], CancellationToken.None);
        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        await File.WriteAllBytesAsync(_folder["sent.xml"], request.Body);
        Oracle.AssertAccepts("wss", "--fresh", _folder["sent.xml"]);
    }

    [Theory]
    [InlineData("Paket Başarıyla İşlendi", nameof(GibBatchState.Succeeded))]
    [InlineData("PAKET BAŞARIYLA İŞLENDİ.", nameof(GibBatchState.Succeeded))]
    [InlineData("Paket başarıyla işlendi", nameof(GibBatchState.Succeeded))]
    [InlineData("Paket başarılı, defter paketinin işlenmesi bekleniyor.", nameof(GibBatchState.Processing))]
    [InlineData("Paket işleniyor", nameof(GibBatchState.Processing))]
    [InlineData("", nameof(GibBatchState.Processing))]
    [InlineData("Paket işlenirken HATA oluştu", nameof(GibBatchState.Failed))]
    [InlineData("Şema kontrolü hatalı", nameof(GibBatchState.Failed))]
    public async Task GetBatchStatusAsync_WhenAnswered_ReadsTheStateFromTheText(string text, string state)
    {
        await using LoopbackServer server = new(LoopbackServer.Soap(Status.Replace("{0}", text, StringComparison.Ordinal)));
        using GibClient client = Client(server.Address);
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            GibBatchStatus status = await client.GetBatchStatusAsync(PackageId, CancellationToken.None);
            Assert.Equal(new(PackageId, "7", text, Enum.Parse<GibBatchState>(state)), status);
        }

        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        Assert.Equal(PackageId, Operation(request.Body).Element("paketID")!.Value);
    }

    [Fact]
    public async Task ReceiveDocumentFileAsync_WhenInline_GivesTheFile()
    {
        await using LoopbackServer server = new(LoopbackServer.Soap(
            "<receiveDocumentFileResponse><return><binaryData>PGE+\n0Lw8L2E+</binaryData><fileName>b.xml</fileName></return>"
            + "</receiveDocumentFileResponse>"));
        using GibClient client = Client(server.Address);
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(PackageId, CancellationToken.None);
        Assert.Equal("b.xml", attachment.FileName);
        Assert.Equal("<a>м</a>", Encoding.UTF8.GetString(attachment.Content));
    }

    [Theory]
    [InlineData("cid:a%40b", "<a@b>", "binary", "")]
    [InlineData("cid:a@b", "<a@b>", "base64", "")]
    [InlineData("cid:a@b", "<a@b>", "binary", "preamble\r\n")]
    public async Task ReceiveDocumentFileAsync_WhenMtom_GivesTheFile(
        string href, string contentId, string encoding, string preamble)
    {
        byte[] file = [0, 13, 10, 45, 45, 255, 13, 10, 13, 10, 80];
        byte[] sent = encoding == "base64" ? Encoding.ASCII.GetBytes(Convert.ToBase64String(file)) : file;
        await using LoopbackServer server = new(Mtom(href, contentId, encoding, preamble, sent));
        using GibClient client = Client(server.Address);
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(PackageId, CancellationToken.None);
        Assert.Equal("b.zip", attachment.FileName);
        Assert.Equal(file, attachment.Content);
    }

    [Fact]
    public async Task GetBatchStatusAsync_WhenMtomHoldsAFault_IsTheFault()
    {
        const string fault = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault><s:Reason>"
            + "<s:Text xml:lang=\"tr\">304 paket yok</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>";
        await using LoopbackServer server = new(LoopbackServer.Http(
            500,
            "multipart/related; type=\"application/xop+xml\"; boundary=\"b\"",
            $"--b\r\nContent-Type: application/xop+xml\r\n\r\n{fault}\r\n--b--"));
        using GibClient client = Client(server.Address);
        DefterXException exception = await FailureAsync(client);
        Assert.Equal(304, GibFaults.CodeOf(exception));
    }

    public static TheoryData<string, byte[]> BrokenReplies => new()
    {
        { "cut short", LoopbackServer.Soap(Status)[..^40] },
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
        { "HTTP 500 with an answer", LoopbackServer.Soap(Status, 500) },
        { "redirect", LoopbackServer.Http(302, "text/html", "", "Location: http://127.0.0.1:1/\r\n") },
        { "MTOM cut short", Mtom("cid:a", "<a>", "binary", "", [1, 2, 3], end: "") },
        { "MTOM without the part", Mtom("cid:other", "<a>", "binary", "", [1, 2, 3]) },
        { "MTOM without a boundary", LoopbackServer.Http(200, "multipart/related", "--b--") },
        { "too large", LoopbackServer.Soap(new string('x', 70_000)) },
    };

    [Theory]
    [MemberData(nameof(BrokenReplies))]
    public async Task Calls_WhenReplyIsBroken_AreGibUnreachable(string name, byte[] reply)
    {
        await using LoopbackServer server = new(reply);
        using GibClient client = Client(server.Address);
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            DefterXException exception = name.StartsWith("MTOM", StringComparison.Ordinal)
                ? await Assert.ThrowsAsync<DefterXException>(
                    () => client.ReceiveDocumentFileAsync(PackageId, CancellationToken.None))
                : await FailureAsync(client);
            output.WriteLine(exception.Message);
            Assert.Equal(ErrorIds.GibUnreachable, exception.ErrorId);
            Assert.Equal(PackageId, exception.Target);
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
        using GibClient client = Client(address);
        DefterXException exception = await FailureAsync(client);
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
        using GibClient client = Client(new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        Task<DefterXException> failure = FailureAsync(client);
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
        using GibClient client = Client(server.Address, TimeSpan.FromMilliseconds(400));
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            DefterXException exception = await FailureAsync(client);
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
        using GibClient client = Client(server.Address);
        using CancellationTokenSource cancellation = new();
        Task<GibBatchStatus> call = client.GetBatchStatusAsync(PackageId, cancellation.Token);
        while (server.Requests.IsEmpty) await Task.Delay(20);
        await Task.Delay(100);

        Stopwatch elapsed = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(-200, 1)]
    [InlineData(200, 1)]
    [InlineData(0, 0)]
    public async Task Calls_WhenServersClockDiffers_WarnOnce(int seconds, int warnings)
    {
        string date = DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await using LoopbackServer server = new(LoopbackServer.Soap(Status, extraHeaders: $"Date: {date}\r\n"));
        RecordingLogger logger = new();
        using GibClient client = new(server.Address, _key, new(), logger);
        await client.GetBatchStatusAsync(PackageId, CancellationToken.None);
        await client.GetBatchStatusAsync(PackageId, CancellationToken.None);
        Assert.Equal(warnings, logger.Warnings.Count);
    }

    internal static Task<DefterXException> FailureAsync(GibClient client) =>
        Assert.ThrowsAsync<DefterXException>(() => client.GetBatchStatusAsync(PackageId, CancellationToken.None));

    private static async Task StallAsync(NetworkStream stream, bool afterHeaders, CancellationToken cancellationToken)
    {
        if (afterHeaders)
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<"u8.ToArray(), cancellationToken);
        }

        // Until the client hangs up.
        await stream.ReadExactlyAsync(new byte[1], cancellationToken);
    }

    private static byte[] Mtom(
        string href, string contentId, string encoding, string preamble, byte[] file, string end = "\r\n--uuid:1--\r\n")
    {
        string head =
            $"{preamble}--uuid:1\r\nContent-Type: application/xop+xml; charset=UTF-8;\r\n type=\"application/soap+xml\"\r\n"
            + "Content-Transfer-Encoding: binary\r\nContent-ID: <root.message@cxf.apache.org>\r\n\r\n"
            + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><r><Attachment>"
            + "<fileName>b.zip</fileName>"
            + $"<binaryData><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"{href}\"/></binaryData>"
            + "</Attachment></r>"
            + $"</soap:Body></soap:Envelope>\r\n--uuid:1\r\nContent-ID: {contentId}\r\nContent-Transfer-Encoding: {encoding}\r\n"
            + "\r\n";
        return LoopbackServer.Http(
            200,
            "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1\"; start=\"<root.message@cxf.apache.org>\"; "
            + "start-info=\"application/soap+xml\"",
            [.. Encoding.UTF8.GetBytes(head), .. file, .. Encoding.ASCII.GetBytes(end)]);
    }

    private static XElement Operation(byte[] envelope)
    {
        using MemoryStream stream = new(envelope);
        return (XElement)XElement.Load(stream).Element(XName.Get("Body", "http://www.w3.org/2003/05/soap-envelope"))!.FirstNode!;
    }

    private GibClient Client(Uri address, TimeSpan? timeout = null) => new(
        address,
        _key,
        new() { Timeout = timeout ?? TimeSpan.FromSeconds(20), MaxReplySize = 64 * 1024 },
        NullLogger.Instance);

    private sealed class RecordingLogger : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) Warnings.Add(formatter(state, exception));
        }
    }
}
