using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.GibSimulator.Faults;
using DefterX.Tests.Gib;
using Xunit;

namespace DefterX.Tests.GibSimulator;

/// <summary>Faults on order, seen by a client that is not ours and by ours.</summary>
public sealed class OrderedFaultTests : SimulatorTest
{
    private const string Name = "1234567808-202601-YB-000000";

    public static TheoryData<int> Codes =>
        [.. Enumerable.Range(101, 14), .. Enumerable.Range(203, 4), .. Enumerable.Range(303, 3)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Call_WhenCodeIsOrdered_IsRefusedOnceWithIt(int code)
    {
        Server.Faults.Order(Fault.Gib(code).Next(1));
        using GibClient client = TestClient.Create(Server.Address);

        DefterXException refusal = await Assert.ThrowsAsync<DefterXException>(() => CallAsync(client, code / 100));

        Assert.Equal(code, GibFaults.CodeOf(refusal));
        Assert.Equal(code, Assert.Single(Server.Requests.All).Code);
        Assert.Empty(Server.Packages);
        if (code / 100 == 1)
        {
            Assert.Contains("işleme alındı", await SendAsync(client), StringComparison.Ordinal);
            return;
        }

        DefterXException next = await Assert.ThrowsAsync<DefterXException>(() => CallAsync(client, code / 100));
        Assert.Equal(code < 300 ? 204 : 304, GibFaults.CodeOf(next));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(503, 7)]
    [InlineData(429, 1)]
    [InlineData(413, null)]
    public async Task Call_WhenHttpStatusIsOrdered_HasItWithoutEnvelope(int status, int? retryAfter)
    {
        Server.Faults.Order(Fault.Http(status, retryAfter is int seconds ? TimeSpan.FromSeconds(seconds) : null));

        using HttpResponseMessage response = await PostAsync();
        using GibClient client = TestClient.Create(Server.Address);
        DefterXException failure = await Assert.ThrowsAsync<DefterXException>(() => SendAsync(client));

        Assert.Equal((status, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(retryAfter, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Contains($"HTTP {status}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Packages);
        Assert.Equal(1, Server.Requests.SendCount(Name));
    }

    [Theory]
    [InlineData(FaultKind.CutBeforeTaken, 0)]
    [InlineData(FaultKind.CutAfterTaken, 1)]
    [InlineData(FaultKind.CutInAnswer, 1)]
    [InlineData(FaultKind.Html, 1)]
    public async Task Send_WhenAnswerIsLost_IsTakenOrNot(FaultKind kind, int taken)
    {
        Server.Faults.Order(Fault.Of(kind).Next(1));
        using GibClient client = TestClient.Create(Server.Address);

        DefterXException failure = await Assert.ThrowsAsync<DefterXException>(() => SendAsync(client));

        Assert.Equal(ErrorIds.GibUnreachable, failure.ErrorId);
        Assert.Equal(taken, Server.Packages.Count);
        Assert.Equal((1, taken), (Server.Requests.SendCount(Name), Server.Requests.TakenCount(Name)));
        Assert.Equal([kind], Assert.Single(Server.Requests.All).Faults);
    }

    [Fact]
    public async Task Call_WhenCutIsOrdered_BreaksOffTheAnswerInItsBody()
    {
        Server.Faults.Order(Fault.Of(FaultKind.CutInAnswer));
        using HttpClient http = new();
        using HttpRequestMessage request = Request();
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] received = new byte[(int)response.Content.Headers.ContentLength!];
        Assert.Equal(received.Length / 2, await body.ReadAtLeastAsync(received, received.Length / 2));
        await Assert.ThrowsAnyAsync<IOException>(() => body.ReadExactlyAsync(received).AsTask());
    }

    [Fact]
    public async Task Call_WhenHtmlIsOrdered_HasAPageWith200()
    {
        Server.Faults.Order(Fault.Of(FaultKind.Html));
        using HttpResponseMessage response = await PostAsync();
        Assert.Equal((200, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenDuplicated_IsTakenOnceAndAnswered111()
    {
        await RestartAsync(new() { ProcessingDelay = TimeSpan.FromHours(1) });
        Server.Faults.Order(Fault.Of(FaultKind.Duplicate));
        using GibClient client = TestClient.Create(Server.Address);

        DefterXException refusal = await Assert.ThrowsAsync<DefterXException>(() => SendAsync(client));

        Assert.Equal(111, GibFaults.CodeOf(refusal));
        Assert.Equal((1, 1), (Assert.Single(Server.Packages).SendCount, Server.Packages[0].TakenCount));
    }

    [Fact]
    public async Task Call_WhenSlow_IsTakenLongBeforeItIsAnswered()
    {
        Server.Faults.Order(Fault.Slow(TimeSpan.FromHours(1)));
        using GibClient client = TestClient.Create(Server.Address, TimeSpan.FromSeconds(1));
        DefterXException failure = await Assert.ThrowsAsync<DefterXException>(() => SendAsync(client));
        Assert.Equal(ErrorIds.OperationTimeout, failure.ErrorId);
        Assert.Single(Server.Packages);
    }

    [Fact]
    public async Task Call_WhenAnswersAreDelayed_TakesThatLong()
    {
        await RestartAsync(new() { AnswerDelay = TimeSpan.FromMilliseconds(700) });
        using GibClient client = TestClient.Create(Server.Address);
        long start = TimeProvider.System.GetTimestamp();
        await SendAsync(client);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromMilliseconds(650), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Call_WhenDateIsWrong_HasThatDateAndTheRightAnswer()
    {
        Server.Faults.Order(Fault.WrongDate(TimeSpan.FromMinutes(-10)));
        using HttpResponseMessage response = await PostAsync();
        Assert.InRange(
            DateTimeOffset.UtcNow - response.Headers.Date!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Contains("Paket bulunamadı.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WhenReordered_GoesBackOnceAndEndsInTheTruth()
    {
        Server.Faults.Order(Fault.Of(FaultKind.ReorderedStatus).NextOfEach(2));
        using GibClient client = TestClient.Create(Server.Address);
        await SendAsync(client);
        await ResultAsync(Name);
        string[] codes = new string[3];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (await client.GetBatchStatusAsync(Name, CancellationToken.None)).Code;
        Assert.Equal(["2", "1", "4"], codes);
    }

    [Fact]
    public async Task Processing_WhenItFailsOnOrder_ShowsTheReasonAndTakesTheNextUpload()
    {
        Server.Faults.Order(Fault.ProcessingFails("Disk dolu").Next(1));
        TestMonth month = Month("202601", 1);
        Assert.Equal("Paket işlenirken hata oluştu. Hata : Disk dolu", await ProcessAsync(month, "YB"));
        await SucceedAsync(month, "YB");
        Assert.Equal((2, 2), (Newest(Name).SendCount, Newest(Name).TakenCount));
    }

    [Fact]
    public async Task Call_WhenMtomIsOrdered_SendsTheFileAsAPart()
    {
        await SucceedAsync(Month("202601", 1), "YB");
        using GibClient client = TestClient.Create(Server.Address);
        GibAttachment inline = await client.ReceiveDocumentFileAsync(Name, CancellationToken.None);
        Server.Faults.Order(Fault.Of(FaultKind.Mtom));

        GibAttachment part = await client.ReceiveDocumentFileAsync(Name, CancellationToken.None);
        using HttpResponseMessage response = await PostAsync("receiveDocumentFile");

        Assert.Equal(PackageReader.ReadBerat(inline, Name + ".xml"), PackageReader.ReadBerat(part, Name + ".xml"));
        Assert.Equal("3", (await client.GetBatchStatusAsync(Name, CancellationToken.None)).Code);
        Assert.Equal("multipart/related", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<xop:Include href=\"cid:file@gib\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(GibClient client)
    {
        await File.WriteAllBytesAsync(Folder["package.zip"], [1, 2, 3]);
        return await client.SendDocumentFileAsync(Name + ".zip", Folder["package.zip"], CancellationToken.None);
    }

    private Task CallAsync(GibClient client, int group) => group switch
    {
        1 => SendAsync(client),
        2 => client.ReceiveDocumentFileAsync(Name, CancellationToken.None),
        _ => client.GetBatchStatusAsync(Name, CancellationToken.None),
    };

    private async Task<HttpResponseMessage> PostAsync(string operation = "getBatchStatus")
    {
        using HttpClient http = new();
        using HttpRequestMessage request = Request(operation);
        return await http.SendAsync(request);
    }

    private HttpRequestMessage Request(string operation = "getBatchStatus") => new(HttpMethod.Post, Server.Address)
    {
        Content = new StringContent(
            Client.Sign(Client.Template(operation, $"<paketID>{Name}</paketID>")), Encoding.UTF8, "application/soap+xml"),
    };
}
