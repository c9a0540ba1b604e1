using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Tests.OfficeService;

public sealed class AuditLogTests : IDisposable
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, null, 1, "?limit=1")]
    [InlineData(3, null, 2, "?limit=3", "?limit=3&before=9")]
    [InlineData(1, "Log*", 1, "?limit=500")]
    public async Task Read_OfAFew_AsksForNoMoreThanTheyNeed(int first, string? action, int pages, params string[] queries)
    {
        await using StubService stub = await StubService.StartAsync(Page(10, 9, next: 9), Page(8, 7, next: null));
        using ServiceApi api = stub.Api();
        AuditEvent[] events = [.. AuditLog.Read(Office(api), new AuditQuery(first, null, null, action is null ? [] : [action]), default)];
        Assert.Equal(Enumerable.Range(0, first).Select(i => 10L - i), events.Select(item => item.Id));
        Assert.Equal(pages, stub.Requests.Count);
        Assert.Equal(queries.Select(query => "GET /v1/audit" + query), stub.Requests);
    }

    [Fact]
    public async Task Read_WhatIsTakenOneByOne_FetchesAPageWhenItIsWanted()
    {
        await using StubService stub = await StubService.StartAsync(Page(10, 9, next: 9), Page(8, 7, next: null));
        using ServiceApi api = stub.Api();
        Assert.Equal(2, AuditLog.Read(Office(api), new AuditQuery(null, null, null, []), default).Take(2).Count());
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Read_AfterATime_EndsWhereAllIsOlder()
    {
        await using StubService stub = await StubService.StartAsync(Page(10, 9, next: 9), Page(8, 7, next: 7));
        using ServiceApi api = stub.Api();
        AuditQuery query = new(null, s_now.LocalDateTime.AddMinutes(-30), null, []);
        Assert.Equal([10L], AuditLog.Read(Office(api), query, default).Select(item => item.Id));
        Assert.Single(stub.Requests);
    }

    // Each entry is an hour older than the one after it.
    private static Microsoft.AspNetCore.Http.RequestDelegate Page(long newest, long oldest, long? next) => StubService.Json(new AuditPage(
        [.. Enumerable.Range(0, (int)(newest - oldest + 1)).Select(i => new AuditEntry(
            newest - i, s_now.AddHours(newest - i - 10), "0123abcd", "Ayşe", "127.0.0.1", "BÜRO-1", "Login", null, null))],
        next));

    private OfficeFolder Office(ServiceApi api)
    {
        string folder = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        OfficeFolder.Create(folder, new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Ad",
            SourceApplication = new SourceApplication("7341200986", "A", "B", "1"),
        });
        LoginResponse login = StubService.Login(OfficeRole.Administrator, s_now);
        return OfficeFolder.Open(folder, new ServiceOffice(api, new ServiceClientOptions(), login, () => s_now));
    }
}
