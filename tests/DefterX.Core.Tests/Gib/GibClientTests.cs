using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using DefterX.Gib;
using DefterX.Tests.Checks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DefterX.Tests.Gib;

public sealed class GibClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SendDocumentFileAsync_WhenTaken_SendsTheSignedZipAndGivesTheAnswer()
    {
        byte[] zip = new byte[300_001];
        new Random(1).NextBytes(zip);
        await File.WriteAllBytesAsync(_folder["x.zip"], zip);
        await using LoopbackServer server = new(LoopbackServer.Soap(
            $"<r:sendDocumentFileResponse xmlns:r=\"urn:x\"><return>[{TestClient.PackageId}] paketi işleme alındı</return>"
            + "</r:sendDocumentFileResponse>"));
        using GibClient client = TestClient.Create(server.Address);

        string answer = await client.SendDocumentFileAsync(
            TestClient.PackageId + ".zip", _folder["x.zip"], CancellationToken.None);

        Assert.Equal($"[{TestClient.PackageId}] paketi işleme alındı", answer);
        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        Assert.Contains("Content-Type: application/soap+xml; charset=utf-8; action=", request.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect:", request.Headers, StringComparison.OrdinalIgnoreCase);
        XElement operation = Operation(request.Body);
        Assert.Equal(XName.Get("sendDocumentFile", "http://webservice.edefter.gib.gov.tr/"), operation.Name);
        Assert.Equal(TestClient.PackageId + ".zip", operation.Element("Attachment")!.Element("fileName")!.Value);
        Assert.Equal(zip, Convert.FromBase64String(operation.Element("Attachment")!.Element("binaryData")!.Value));
    }

    [GibPackageFact]
    public async Task SendDocumentFileAsync_WhenSent_SatisfiesWss4j()
    {
        await File.WriteAllBytesAsync(_folder["x.zip"], new byte[300_001]);
        await using LoopbackServer server = new(LoopbackServer.Soap(
            "<r:sendDocumentFileResponse xmlns:r=\"urn:x\"><return>işleme alındı</return></r:sendDocumentFileResponse>"));
        using GibClient client = TestClient.Create(server.Address);
        await client.SendDocumentFileAsync(TestClient.PackageId + ".zip", _folder["x.zip"], CancellationToken.None);
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
        await using LoopbackServer server = new(
            LoopbackServer.Soap(TestClient.Status.Replace("{0}", text, StringComparison.Ordinal)));
        using GibClient client = TestClient.Create(server.Address);
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            GibBatchStatus status = await client.GetBatchStatusAsync(TestClient.PackageId, CancellationToken.None);
            Assert.Equal(new(TestClient.PackageId, "7", text, Enum.Parse<GibBatchState>(state)), status);
        }

        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        Assert.Equal(TestClient.PackageId, Operation(request.Body).Element("paketID")!.Value);
    }

    [Fact]
    public async Task ReceiveDocumentFileAsync_WhenInline_GivesTheFile()
    {
        await using LoopbackServer server = new(LoopbackServer.Soap(
            "<receiveDocumentFileResponse><return><binaryData>PGE+\n0Lw8L2E+</binaryData><fileName>b.xml</fileName></return>"
            + "</receiveDocumentFileResponse>"));
        using GibClient client = TestClient.Create(server.Address);
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(TestClient.PackageId, CancellationToken.None);
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
        await using LoopbackServer server = new(LoopbackServer.Mtom(href, contentId, encoding, preamble, sent));
        using GibClient client = TestClient.Create(server.Address);
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(TestClient.PackageId, CancellationToken.None);
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
        using GibClient client = TestClient.Create(server.Address);
        DefterXException exception = await TestClient.FailureAsync(client);
        Assert.Equal(304, GibFaults.CodeOf(exception));
    }

    [Theory]
    [InlineData(-200, 1)]
    [InlineData(200, 1)]
    [InlineData(0, 0)]
    public async Task Calls_WhenServersClockDiffers_WarnOnce(int seconds, int warnings)
    {
        string date = DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await using LoopbackServer server = new(LoopbackServer.Soap(TestClient.Status, extraHeaders: $"Date: {date}\r\n"));
        RecordingLogger logger = new();
        using GibClient client = TestClient.Create(server.Address, logger: logger);
        await client.GetBatchStatusAsync(TestClient.PackageId, CancellationToken.None);
        await client.GetBatchStatusAsync(TestClient.PackageId, CancellationToken.None);
        Assert.Equal(warnings, logger.Warnings.Count);
    }

    private static XElement Operation(byte[] envelope)
    {
        using MemoryStream stream = new(envelope);
        return (XElement)XElement.Load(stream).Element(XName.Get("Body", "http://www.w3.org/2003/05/soap-envelope"))!.FirstNode!;
    }

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
