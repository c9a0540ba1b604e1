using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Bench;

/// <summary>What a client does for each step of a month: it takes the month, uploads a file of 4 KB, commits it with a line of the log and
/// gives the month back. Five calls, each content new.</summary>
/// <param name="client">Logged in.</param>
/// <param name="firms">Whose months it works on, in turn; no other client has them.</param>
/// <param name="path">The file.</param>
internal sealed class ServiceStageChange(ServiceApi client, IReadOnlyList<string> firms, string path)
{
    private const int Bytes = 4096;
    private const string Log = """{"time":"2026-10-05T09:00:00+03:00","step":"Created"}""";
    private readonly FileTransfer _files = new(client, ServiceUnderTest.Options);
    private int _next;

    internal async Task RunAsync()
    {
        MonthAddress month = new(firms[_next++ % firms.Count], "2026-09", null, LedgerBook.Journal);
        string lease = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        LeaseGrant grant = await client.LeaseAsync(month, new LeaseRequest(lease, null), month, null, CancellationToken.None);
        await File.WriteAllBytesAsync(path, RandomNumberGenerator.GetBytes(Bytes));
        FileEntry file = new(FileNames.Ledgers + "defter.xml", Bytes, FileDigest.Sha256(path));
        await _files.UploadAsync(path, file.Length, file.Sha256, file.Name, CancellationToken.None);
        CommitRequest commit = new(
            Guid.NewGuid().ToString("N"), lease, grant.Month.Entry.Version, [file], [], [Log], LedgerState.Created, new MonthFigures());
        await client.CommitAsync(month, commit, month, CancellationToken.None);
        await client.ReleaseAsync(month, lease, CancellationToken.None);
    }
}
