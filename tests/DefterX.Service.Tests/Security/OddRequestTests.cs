using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Methods that are not there, ranges and headers that are abused.</summary>
public sealed class OddRequestTests
{
    [Fact]
    public async Task A_method_that_is_not_there_does_nothing()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        IReadOnlyList<string> before = await OfficeDump.OfAsync(service, office.OfficeId);
        foreach (IGrouping<string, EndpointEntry> route in EndpointTable.Entries
            .Where(entry => !entry.Endpoint.StartsWith('*')).GroupBy(entry => entry.Probe(office).Path))
        {
            foreach (string method in (string[])["PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "GETX", "POST", "PUT", "DELETE"])
            {
                if (EndpointTable.Entries.Any(entry => entry.Method.Method == method && PathOf(entry, office) == route.Key.Split('?')[0])) continue;
                (int status, string text) = await RawConnection.AskAsync(
                    service, RawConnection.Head(method, route.Key, office.Administrator) + "X-HTTP-Method-Override: DELETE\r\nContent-Length: 0\r\n");
                Harmless.Check(status, text, $"{method} {route.Key}");
                Assert.True(status == 405, $"{method} {route.Key}: {text}");
            }
        }

        Assert.Equal(before, await OfficeDump.OfAsync(service, office.OfficeId));
    }

    [Theory]
    [InlineData("bytes=0-")]
    [InlineData("bytes=-1")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=5-1")]
    [InlineData("bytes=--1")]
    [InlineData("bytes=0-9223372036854775807")]
    [InlineData("bytes=9223372036854775807-")]
    [InlineData("bytes=9223372036854775808-99999999999999999999")]
    [InlineData("bytes=-99999999999999999999")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes")]
    [InlineData("many")]
    public async Task A_range_gives_no_more_than_the_file(string range)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
        // What brought servers down in 2011: many ranges that overlap.
        string value = range == "many" ? "bytes=" + string.Join(',', Enumerable.Range(0, 1500).Select(i => $"{i % 10}-")) : range;
        using HttpResponseMessage response = await office.Signer.SendAsync(
            HttpMethod.Get, "/v1/files/" + office.File.Sha256, change: request => request.Headers.TryAddWithoutValidation("Range", value));
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Contains((int)response.StatusCode, new[] { 200, 206, 416 });
        Assert.InRange(bytes.LongLength, 0, (int)response.StatusCode == 416 ? 1000 : office.File.Length);
    }

    [Theory]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: Bearer \u00ff\u00fe")]
    [InlineData("Authorization: Basic YTpi")]
    [InlineData("Authorization: Bearer a\r\nAuthorization: Bearer b")]
    [InlineData("X-DefterX-Machine: %00%0d%0aX-Evil:1%")]
    [InlineData("X-DefterX-Machine: %ff%zz%u0041")]
    [InlineData("Accept-Language: ../../etc/passwd")]
    [InlineData("Accept-Language: tr-TR-x-evil, *;q=nan, en;q=99999999999999999999")]
    [InlineData("If-None-Match: \"99999999999999999999\"")]
    [InlineData("If-None-Match: W/\"0\", *")]
    [InlineData("If-Match: *")]
    [InlineData("Range: bytes=0-")]
    [InlineData("Cookie: .AspNetCore=x")]
    [InlineData("traceparent: 00-00000000000000000000000000000000-0000000000000000-ff")]
    [InlineData("traceparent: x\r\nbaggage: a=b")]
    [InlineData("Upgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: AAMAAABkAAQAAP__")]
    [InlineData("Accept: application/x-evil")]
    [InlineData("X-Original-URL: /v1/keys\r\nX-Rewrite-URL: /v1/keys")]
    public async Task A_header_lets_nobody_in(string header)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        foreach (string path in (string[])["/v1/session", "/v1/firms", "/v1/keys"])
        {
            (int status, string text) = await RawConnection.AskAsync(service, $"{RawConnection.Head("GET", path)}{header}\r\n");
            Harmless.Check(status, text, header);
            Assert.True(status is 400 or 401, $"{header}: {text}");
        }
    }

    [Theory]
    [InlineData("GET /v1/keys HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://other.example/v1/keys HTTP/1.1\r\nHost: other.example\r\n")]
    [InlineData("GET /v1/keys HTTP/1.1\r\nHost: a\r\nHost: b\r\n")]
    [InlineData("GET /v1/keys HTTP/1.1\r\nHost: a\r\n X-Folded: b\r\n")]
    [InlineData("GET /v1/keys HTTP/1.1\r\nHost: a\r\nX-Evil : b\r\n")]
    [InlineData("GET /v1/keys HTTP/1.1\nHost: a\n")]
    [InlineData("GET /v1/keys HTTP/9.9\r\nHost: a\r\n")]
    [InlineData("GET  /v1/keys  HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("GET /v1/k\0eys HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("CONNECT other.example:25 HTTP/1.1\r\nHost: other.example:25\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")]
    public async Task What_is_no_request_is_refused(string request)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using RawConnection connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(Encoding.Latin1.GetBytes(request + "Connection: close\r\n\r\n"));
        connection.EndSending();
        (int status, string text) = await connection.ReadAsync();
        Assert.True(status is 0 or (>= 400 and < 500) or 505, text);
        Harmless.Check(400, text, request);
        using TestClient client = service.Client();
        await client.AskAsync<ServiceInfo>(HttpMethod.Get, "/v1/service");
    }

    private static string PathOf(EndpointEntry entry, TargetOffice office) => entry.Probe(office).Path.Split('?')[0];
}
