using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Bodies that are too large, endless, or not as long as they say.</summary>
public sealed class BodyLimitTests
{
    private const int Announced = 1000;
    private static readonly byte[] s_content = [.. Enumerable.Range(0, Announced).Select(i => (byte)i)];

    [Fact]
    public async Task A_body_that_says_that_it_is_too_large_is_not_waited_for()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        foreach (EndpointEntry entry in EndpointTable.Entries.Where(entry => entry.Probe(office).Body is not (null or HttpContent)))
        {
            foreach (string length in (string[])["4194305", "9223372036854775807"])
            {
                // Nothing of the body is ever sent.
                string head = $"{RawConnection.Head(entry.Method.Method, entry.Probe(office).Path, office.Administrator)}If-Match: \"1\"\r\n"
                    + $"{ServiceHeaders.RegistrationCode}: {TestService.Code}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n";
                (int status, string text) = await RawConnection.AskAsync(service, head);
                Harmless.Check(status, text, entry.Endpoint);
                Assert.True(status == 413, $"{entry.Endpoint}: {text}");
                Assert.Contains(ServiceCodes.TooLarge, text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("POST", "/v1/sessions", "413")]
    [InlineData("POST", "/v1/firms", "401")]
    [InlineData("PUT", "/v1/uploads/00000000000000000000000000000000?offset=0", "401")]
    [InlineData("POST", "/nowhere", "401")]
    public async Task An_endless_body_of_nobody_is_cut_off(string method, string path, string status)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        (long sent, string answer) = await SendEndlesslyAsync(service, RawConnection.Head(method, path) + "Content-Type: application/json\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 64 << 20);
    }

    [Fact]
    public async Task An_endless_upload_is_cut_off_where_it_was_to_end()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string path = await AnnounceAsync(office);
        (long sent, string answer) = await SendEndlesslyAsync(service, RawConnection.Head("PUT", path + "?offset=0", office.Signer));
        Assert.StartsWith("HTTP/1.1 422 ", answer, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 64 << 20);
        await office.Signer.FailAsync(HttpStatusCode.NotFound, ServiceCodes.NotFound, HttpMethod.Get, path);
        await office.Signer.FailAsync(
            HttpStatusCode.RequestEntityTooLarge, ServiceCodes.TooLarge, HttpMethod.Post, "/v1/uploads", new UploadRequest(long.MaxValue, Hash()));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("1001")]
    public async Task An_upload_that_says_that_it_is_larger_than_announced_is_not_waited_for(string length)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string path = await AnnounceAsync(office);
        (int status, _) = await RawConnection.AskAsync(
            service, $"{RawConnection.Head("PUT", path + "?offset=0", office.Signer)}Content-Length: {length}\r\n");
        Assert.Equal(422, status);
    }

    [Theory]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 1, 2")]
    [InlineData("Content-Length: 0x10")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Transfer-Encoding: gzip")]
    [InlineData("Transfer-Encoding: chunked, gzip")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")]
    public async Task A_length_that_is_none_is_refused(string header)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        (int status, string text) = await RawConnection.AskAsync(
            service, $"{RawConnection.Head("POST", "/v1/sessions")}Content-Type: application/json\r\n{header}\r\n", "{}{}{}"u8.ToArray());
        Harmless.Check(status, text, header);
        Assert.InRange(status, 400, 499);
    }

    [Fact]
    public async Task An_upload_that_ends_before_its_length_keeps_what_came_and_goes_on()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string path = await AnnounceAsync(office);
        using (RawConnection connection = await RawConnection.OpenAsync(service))
        {
            await connection.TrySendAsync($"{RawConnection.Head("PUT", path + "?offset=0", office.Signer)}Content-Length: {Announced}\r\n\r\n");
            await connection.TrySendAsync(s_content[..10]);
            connection.EndSending();
            (int status, string text) = await connection.ReadAsync();
            Assert.True(status is 0 or 400, text);
        }

        // What came together with the end may be lost; what is told is what is there.
        UploadStatus upload = await office.Signer.AskAsync<UploadStatus>(HttpMethod.Get, path);
        Assert.InRange(upload.Offset, 0, 10);
        string rest = string.Create(CultureInfo.InvariantCulture, $"{path}?offset={upload.Offset}");
        byte[] left = s_content[(int)upload.Offset..];
        Assert.True((await office.Signer.AskAsync<UploadStatus>(HttpMethod.Put, rest, new ByteArrayContent(left))).IsComplete);
    }

    [Fact]
    public async Task What_follows_a_body_is_not_taken_for_more_than_it_is()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string path = await AnnounceAsync(office);
        string smuggled = $"DELETE {path} HTTP/1.1\r\nHost: localhost\r\n\r\n";
        string head = $"{RawConnection.Head("PUT", path + "?offset=0", office.Signer)}Content-Length: 10\r\n";
        (int status, string text) = await RawConnection.AskAsync(service, head, [.. s_content[..10], .. Encoding.ASCII.GetBytes(smuggled)]);
        Assert.Equal(200, status);
        Assert.DoesNotContain("204", text.Split("HTTP/1.1")[^1].Split('\r')[0], StringComparison.Ordinal);
        Assert.Equal(10, (await office.Signer.AskAsync<UploadStatus>(HttpMethod.Get, path)).Offset);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775808")]
    [InlineData("1e3")]
    [InlineData("0x0")]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("0&offset=1")]
    [InlineData("%00")]
    public async Task An_offset_that_is_none_is_refused_and_leaves_the_upload(string offset)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        string path = await AnnounceAsync(office);
        using HttpResponseMessage response = await office.Signer.SendAsync(HttpMethod.Put, $"{path}?offset={offset}", new ByteArrayContent(s_content));
        Assert.InRange(await Harmless.CheckAsync(response, offset), 400, 409);
        Assert.True((await office.Signer.AskAsync<UploadStatus>(HttpMethod.Put, path + "?offset=0", new ByteArrayContent(s_content))).IsComplete);
    }

    private static async Task<string> AnnounceAsync(TargetOffice office) => "/v1/uploads/" + (await office.Signer.AskAsync<UploadStatus>(
        HttpMethod.Post, "/v1/uploads", new UploadRequest(Announced, Hash()))).Id;

    private static string Hash() => Convert.ToHexStringLower(SHA256.HashData(s_content));

    // In chunks, until the service closes.
    private static async Task<(long Sent, string Answer)> SendEndlesslyAsync(TestService service, string head)
    {
        using RawConnection connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(head + "Transfer-Encoding: chunked\r\n\r\n");
        Task<(int Status, string Text)> answer = connection.ReadAsync();
        byte[] chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 65536) + "\r\n");
        long sent = 0;
        long most = 1L << 30;
        while (sent < most && await connection.TrySendAsync(chunk))
        {
            sent += chunk.Length;
            await Task.Delay(10); // Kestrel reads for five seconds what comes after an answer, and throws it away
        }

        Assert.True(sent < most, string.Create(CultureInfo.InvariantCulture, $"still open after {sent} bytes"));
        return (sent, (await answer).Text);
    }
}
