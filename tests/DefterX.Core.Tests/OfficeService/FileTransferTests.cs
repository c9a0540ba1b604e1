using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace DefterX.Tests.OfficeService;

public sealed class FileTransferTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _content = new byte[1_000_003];

    public FileTransferTests() => new Random(5).NextBytes(_content);

    private string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_content));

    private string Target => Path.Combine(_folder.FolderPath, "içerik.xml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Download_CutOffTwice_GoesOnAndIsWhole()
    {
        await using StubService stub = await StubService.StartAsync(Part(300_000), Part(300_000), Part(int.MaxValue));
        await DownloadAsync(stub, Sha256);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["", "bytes=300000-", "bytes=600000-"], stub.Headers.Select(headers => headers.Range.ToString()));
    }

    [Fact]
    public async Task Download_OfAnotherContent_LeavesWhatWasThere()
    {
        await File.WriteAllTextAsync(Target, "eski");
        await using StubService stub = await StubService.StartAsync(Part(int.MaxValue));
        DefterXException e = await Fails.WithAsync(ErrorIds.ServiceIncompatible, () => DownloadAsync(stub, new string('a', 64)));
        Assert.Contains("SHA-256", e.Message, StringComparison.Ordinal);
        Assert.Equal("eski", await File.ReadAllTextAsync(Target));
        Assert.Single(Directory.EnumerateFiles(_folder.FolderPath));
    }

    [Fact]
    public async Task Download_ThatStandsStill_EndsAndLeavesNothing()
    {
        await using StubService stub = await StubService.StartAsync(context =>
        {
            context.Response.ContentLength = _content.Length;
            return context.Response.StartAsync().ContinueWith(_ => Task.Delay(Timeout.Infinite, context.RequestAborted), TaskScheduler.Default).Unwrap();
        });
        ServiceClientOptions hasty = StubService.Quick with { StallTimeout = TimeSpan.FromMilliseconds(20), RetryDelay = TimeSpan.Zero };
        await Fails.WithAsync(ErrorIds.OperationTimeout, () => DownloadAsync(stub, Sha256, hasty));
        Assert.Empty(Directory.EnumerateFiles(_folder.FolderPath));
    }

    [Fact]
    public async Task Upload_OfWhatTheOfficeHas_SendsNothing()
    {
        await using StubService stub = await StubService.StartAsync(StubService.Json(new UploadStatus(null, _content.Length, true)));
        await UploadAsync(stub);
        Assert.Equal(["POST /v1/uploads"], stub.Requests);
    }

    [Fact]
    public async Task Upload_CutOff_GoesOnWhereTheServiceStands()
    {
        using MemoryStream received = new();
        await using StubService stub = await StubService.StartAsync(
            StubService.Json(new UploadStatus("u1", 0, false)),
            Abort,
            StubService.Json(new UploadStatus("u1", 400_000, false)),
            async context =>
            {
                await context.Request.Body.CopyToAsync(received);
                await StubService.Json(new UploadStatus("u1", _content.Length, true))(context);
            });
        await UploadAsync(stub);
        Assert.Equal(_content[400_000..], received.ToArray());
        Assert.Equal(
            ["POST /v1/uploads", "PUT /v1/uploads/u1?offset=0", "GET /v1/uploads/u1", "PUT /v1/uploads/u1?offset=400000"], stub.Requests);
    }

    [Fact]
    public async Task Upload_WhoseLastAnswerWasLost_IsAnnouncedAgain()
    {
        await using StubService stub = await StubService.StartAsync(
            StubService.Json(new UploadStatus("u1", 0, false)),
            Abort,
            StubService.Problem(new ServiceProblem { Status = 404, Code = ServiceCodes.NotFound, Detail = "Yok" }),
            StubService.Json(new UploadStatus(null, _content.Length, true)));
        await UploadAsync(stub);
        Assert.Equal(["POST /v1/uploads", "PUT /v1/uploads/u1?offset=0", "GET /v1/uploads/u1", "POST /v1/uploads"], stub.Requests);
    }

    private async Task DownloadAsync(StubService stub, string sha256, ServiceClientOptions? options = null)
    {
        using ServiceApi api = stub.Api(options);
        await new FileTransfer(api, options ?? StubService.Quick).DownloadAsync(Target, _content.Length, sha256, "ledgers/içerik.xml", CancellationToken.None);
    }

    private async Task UploadAsync(StubService stub)
    {
        await File.WriteAllBytesAsync(Target, _content);
        using ServiceApi api = stub.Api();
        await new FileTransfer(api, StubService.Quick).UploadAsync(Target, _content.Length, Sha256, "ledgers/içerik.xml", CancellationToken.None);
    }

    // Sends what was asked for, and breaks off after some bytes.
    private RequestDelegate Part(int most) => async context =>
    {
        string range = context.Request.Headers.Range.ToString();
        int from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = from == 0 ? 200 : 206;
        context.Response.ContentLength = _content.Length - from;
        int count = Math.Min(most, _content.Length - from);
        await context.Response.Body.WriteAsync(_content.AsMemory(from, count));
        await context.Response.Body.FlushAsync();
        if (from + count < _content.Length)
        {
            await Task.Delay(200); // so that what was written has gone
            context.Abort();
        }
    };

    private static async Task Abort(HttpContext context)
    {
        byte[] block = new byte[4096];
        _ = await context.Request.Body.ReadAsync(block);
        context.Abort();
    }
}
