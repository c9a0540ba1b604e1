using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Blobs;

/// <summary>Contents over HTTP.</summary>
public sealed class FileEndpointTests
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 1_500_000).Select(i => (byte)(i * 7 / 3))];
    private static readonly string s_sha256 = Convert.ToHexStringLower(SHA256.HashData(s_content));
    private static readonly string s_path = "/v1/files/" + s_sha256;

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task AreReadWholeAndInRanges(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, s_path);
        await room.UploadAsync(s_content);
        using HttpResponseMessage whole = await ReadAsync(_ => { });
        Assert.Equal((HttpStatusCode.OK, (long?)s_content.Length), (whole.StatusCode, whole.Content.Headers.ContentLength));
        Assert.Equal($"\"{s_sha256}\"", whole.Headers.ETag?.Tag);
        Assert.Equal(s_content, await whole.Content.ReadAsByteArrayAsync());

        using HttpResponseMessage end = await ReadAsync(headers => headers.Range = new RangeHeaderValue(1_000_000, null));
        Assert.Equal(HttpStatusCode.PartialContent, end.StatusCode);
        Assert.Equal("bytes 1000000-1499999/1500000", end.Content.Headers.ContentRange?.ToString());
        Assert.Equal(s_content[1_000_000..], await end.Content.ReadAsByteArrayAsync());
        using HttpResponseMessage last = await ReadAsync(headers => headers.Range = new RangeHeaderValue(null, 3));
        Assert.Equal(s_content[^3..], await last.Content.ReadAsByteArrayAsync());
        using HttpResponseMessage beyond = await ReadAsync(headers => headers.Range = new RangeHeaderValue(1_500_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using HttpResponseMessage same = await ReadAsync(headers => headers.IfNoneMatch.Add(whole.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, s_path);

        Task<HttpResponseMessage> ReadAsync(Action<HttpRequestHeaders> change) =>
            room.Preparer.SendAsync(HttpMethod.Get, s_path, change: request => change(request.Headers));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task GoOnAfterTheConnectionBroke(string database)
    {
        await using TestRoom room = await TestRoom.StartAsync(database);
        UploadStatus upload = await room.Signer.AskAsync<UploadStatus>(
            HttpMethod.Post, "/v1/uploads", new UploadRequest(s_content.Length, s_sha256));
        string path = "/v1/uploads/" + upload.Id;
        await SendAndBreakAsync(room, path + "?offset=0", 600_000);
        UploadStatus status = upload;
        for (int i = 0; i < 200 && status.Offset == 0; i++)
        {
            await Task.Delay(50);
            status = await room.Signer.AskAsync<UploadStatus>(HttpMethod.Get, path);
        }

        Assert.InRange(status.Offset, 1, 600_000);
        string rest = string.Create(CultureInfo.InvariantCulture, $"{path}?offset={status.Offset}");
        ByteArrayContent body = new(s_content, (int)status.Offset, s_content.Length - (int)status.Offset);
        Assert.True((await room.Signer.AskAsync<UploadStatus>(HttpMethod.Put, rest, body)).IsComplete);
    }

    [Fact]
    public async Task AreRefusedBeforeTheyAreRead()
    {
        await using TestRoom room = await TestRoom.StartAsync("Sqlite", options => options.MaximumFileBytes = 1000);
        await room.Signer.FailAsync(
            HttpStatusCode.RequestEntityTooLarge, ServiceCodes.TooLarge, HttpMethod.Post, "/v1/uploads", new UploadRequest(1001, s_sha256));
        UploadStatus upload = await room.Signer.AskAsync<UploadStatus>(HttpMethod.Post, "/v1/uploads", new UploadRequest(1000, s_sha256));
        string path = "/v1/uploads/" + upload.Id;
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Put, path + "?offset=0", new ByteArrayContent([1]));
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, path);
        await room.Foreigner.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Delete, path);
        ServiceProblem wrong = await room.Signer.FailAsync(
            HttpStatusCode.Conflict, ServiceCodes.OffsetMismatch, HttpMethod.Put, path + "?offset=5", new ByteArrayContent([1]));
        Assert.Equal(0, wrong.Offset);
        await room.Signer.FailAsync(
            HttpStatusCode.UnprocessableEntity, ServiceCodes.ChecksumMismatch, HttpMethod.Put, path + "?offset=0", new ByteArrayContent(new byte[1001]));
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, path);
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, "/v1/files/..%2F..%2Fdefterx.db");
        await room.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, "/v1/uploads/..%2F..%2Fdefterx.db");
    }

    private static async Task SendAndBreakAsync(TestRoom room, string path, int count)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(room.Service.Address.Host, room.Service.Address.Port);
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            PUT {path} HTTP/1.1
            Host: localhost
            Authorization: Bearer {room.Signer.Token}
            {ServiceHeaders.Machine}: {room.Signer.Machine}
            Content-Length: {s_content.Length}


            """);
        await socket.SendAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")));
        for (int sent = 0; sent < count;) sent += await socket.SendAsync(s_content.AsMemory(sent, count - sent));
        await Task.Delay(300);
        socket.Close(0);
    }
}
