using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Clients that take their time: cut off, and until then nobody waits for them. The server's patience is shortened.</summary>
public sealed class SlowClientTests
{
    private const int Clients = 60;
    private static readonly TimeSpan s_cut = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Many_that_never_finish_a_request_keep_nobody_waiting_and_are_cut_off()
    {
        await using TestService service = await StartAsync();
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string upload = "/v1/uploads/" + office.UploadId;
        string[] starts =
        [
            "G",
            RawConnection.Head("GET", "/health/live"),
            RawConnection.Head("POST", "/v1/sessions") + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
            RawConnection.Head("PUT", upload + "?offset=0", office.Signer) + $"Content-Length: {office.Unfinished.Length}\r\n\r\n",
        ];
        Task<TimeSpan>[] slow = [.. Enumerable.Range(0, Clients).Select(i => DribbleAsync(service, starts[i % starts.Length]))];
        await Task.Delay(500);
        Stopwatch clock = Stopwatch.StartNew();
        using (await service.LogInAsync(office.Key, office.Customer, "127.0.0.2")) { }
        await office.Preparer.AskAsync<MonthDocument>(HttpMethod.Get, TargetOffice.Month);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
        Assert.All(await Task.WhenAll(slow), time => Assert.True(time < s_cut, $"{time}"));

        // What was cut off holds no upload.
        UploadStatus status = await office.Signer.AskAsync<UploadStatus>(HttpMethod.Get, upload);
        string rest = string.Create(CultureInfo.InvariantCulture, $"{upload}?offset={status.Offset}");
        byte[] left = office.Unfinished[(int)status.Offset..];
        using HttpResponseMessage done = await office.Signer.SendAsync(HttpMethod.Put, rest, new ByteArrayContent(left));
        // The dribbled bytes are not the file's.
        Assert.Contains((int)done.StatusCode, status.Offset == 0 ? new[] { 200 } : [422]);
    }

    [Fact]
    public async Task Who_does_not_read_what_was_asked_for_is_cut_off()
    {
        await using TestService service = await StartAsync();
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string sha256 = await UploadAsync(office);
        using RawConnection connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(RawConnection.Head("GET", "/v1/files/" + sha256, office.Signer) + "\r\n");
        string blob = PathOf(service, office, sha256);
        Stopwatch clock = Stopwatch.StartNew();
        await WaitAsync(() => IsOpen(blob));
        await WaitAsync(() => !IsOpen(blob));
        Assert.True(clock.Elapsed < s_cut, $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Range: bytes=1-\r\n")]
    public async Task Who_reads_slowly_gets_it_and_who_stops_is_cut_off(string range)
    {
        // Kestrel's own limit lets half a megabyte take minutes.
        await using TestService service = await TestService.StartAsync("Sqlite", options => options.DownloadPatienceSeconds = 5);
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string sha256 = await UploadAsync(office);
        string blob = PathOf(service, office, sha256);
        using RawConnection connection = await RawConnection.OpenAsync(service, receiveBuffer: 64 << 10);
        await connection.TrySendAsync(RawConnection.Head("GET", "/v1/files/" + sha256, office.Signer) + range + "\r\n");
        await WaitAsync(() => IsOpen(blob));
        Stopwatch clock = Stopwatch.StartNew();
        long read = 0;
        while (clock.Elapsed < TimeSpan.FromSeconds(12))
        {
            // The loopback's buffers hold megabytes, so that slow is fast here.
            read += await connection.ReadSomeAsync(64 << 10);
            await Task.Delay(40);
        }

        Assert.InRange(read, 1 << 20, 48 << 20);
        Assert.True(IsOpen(blob), $"{read} bytes were read.");
        clock.Restart();
        await WaitAsync(() => !IsOpen(blob));
        Assert.True(clock.Elapsed < s_cut, $"{clock.Elapsed}");
    }

    private static async Task<string> UploadAsync(TargetOffice office)
    {
        byte[] content = RandomNumberGenerator.GetBytes(64 << 20);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        UploadStatus upload = await office.Signer.AskAsync<UploadStatus>(HttpMethod.Post, "/v1/uploads", new UploadRequest(content.Length, sha256));
        await office.Signer.AskAsync<UploadStatus>(HttpMethod.Put, $"/v1/uploads/{upload.Id}?offset=0", new ByteArrayContent(content));
        return sha256;
    }

    private static string PathOf(TestService service, TargetOffice office, string sha256) =>
        Path.Combine(service.Options.FilesPath, "blobs", office.OfficeId, sha256[..2], sha256);

    private static Task<TestService> StartAsync() => TestService.StartAsync("Sqlite", configure: builder => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        KestrelServerLimits limits = kestrel.Limits;
        Assert.True(limits.RequestHeadersTimeout <= TimeSpan.FromSeconds(30));
        Assert.True(limits.MinRequestBodyDataRate is { BytesPerSecond: >= 240 } && limits.MinRequestBodyDataRate.GracePeriod <= TimeSpan.FromSeconds(30));
        Assert.True(limits.MinResponseDataRate is { BytesPerSecond: >= 240 });
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(2);
        limits.MinRequestBodyDataRate = new MinDataRate(1024, TimeSpan.FromSeconds(2));
        // The time for what is written at once, half a megabyte.
        limits.MinResponseDataRate = new MinDataRate(512 << 10, TimeSpan.FromSeconds(2));
    }));

    // A byte now and then, until the service closes.
    private static async Task<TimeSpan> DribbleAsync(TestService service, string start)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RawConnection connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(start);
        Task<(int Status, string Text)> answer = connection.ReadAsync();
        while (!answer.IsCompleted && clock.Elapsed < s_cut && await connection.TrySendAsync("x")) await Task.WhenAny(answer, Task.Delay(300));
        (int status, string text) = await answer;
        Harmless.Check(status, text, start);
        return clock.Elapsed;
    }

    // Linux tells what this process has open.
    private static bool IsOpen(string path) => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Any(link => new FileInfo(link).LinkTarget == path);

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 600 && !isSo(); i++) await Task.Delay(50);
        Assert.True(isSo());
    }
}
