using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Blobs;
using DefterX.Service.Months;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Service.Tests.Rooms;

/// <summary>An office with one firm, as an instance of the service sees it; on a database and in a folder of its own.</summary>
internal sealed class TestOffice : IAsyncDisposable
{
    public const string Firm = "1234567890";

    private readonly TestDatabase _database;
    private readonly bool _isFirst;

    private TestOffice(TestDatabase database, string officeId, int leaseSeconds, bool isFirst = false)
    {
        _isFirst = isFirst;
        _database = database;
        OfficeId = officeId;
        Options = database.NewOptions();
        Options.LeaseSeconds = leaseSeconds;
        Database = new Database(Options);
        AuditLog audit = new();
        Folders = new BlobFolders(Options.FilesPath);
        Blobs = new BlobStore(Database, Folders);
        Uploads = new UploadStore(Database, Folders, Options);
        Cleanup = new BlobCleanup(Database, Folders, NullLogger<BlobCleanup>.Instance);
        Months = new MonthStore(Database);
        Leases = new LeaseStore(Database, audit, Options);
        Commits = new CommitStore(Database, Blobs, audit);
        Firms = new Service.Firms.FirmStore(Database, audit);
    }

    public string OfficeId { get; }

    public ServiceOptions Options { get; }

    public Database Database { get; }

    public BlobFolders Folders { get; }

    public BlobStore Blobs { get; }

    public UploadStore Uploads { get; }

    public BlobCleanup Cleanup { get; }

    public MonthStore Months { get; }

    public LeaseStore Leases { get; }

    public CommitStore Commits { get; }

    public Service.Firms.FirmStore Firms { get; }

    public static async Task<TestOffice> CreateAsync(string provider, int leaseSeconds = 60)
    {
        TestDatabase database = new(provider);
        TestOffice office = new(database, BlobName.NewId(), leaseSeconds, isFirst: true);
        await new Migrations(office.Database, NullLogger<Migrations>.Instance).RunAsync(CancellationToken.None);
        await office.AddToDatabaseAsync();
        await office.AddFirmAsync(Firm);
        return office;
    }

    /// <summary>Another instance of the service, with the same office.</summary>
    public TestOffice Beside() => new(_database, OfficeId, Options.LeaseSeconds);

    /// <summary>Another office on the same database, with the same firm.</summary>
    public async Task<TestOffice> OtherAsync()
    {
        TestOffice other = new(_database, BlobName.NewId(), Options.LeaseSeconds);
        await other.AddToDatabaseAsync();
        await other.AddFirmAsync(Firm);
        return other;
    }

    public Caller Caller(OfficeRole role = OfficeRole.Signer, string user = "ayse", string session = "5e55") =>
        new(OfficeId, session, "0123abcd", "Ayşe", role, "PC-" + user, user, "127.0.0.1");

    public MonthKey Month(string period = "2026-09", string branch = "-", string book = "journal", string firm = Firm) =>
        MonthKey.Parse(OfficeId, firm, period, branch, book)!;

    /// <summary>A new lease on a month.</summary>
    public async Task<string> LeaseAsync(MonthKey? month = null, Caller? caller = null)
    {
        string lease = NewLease();
        await Leases.TakeAsync(caller ?? Caller(), month ?? Month(), new LeaseRequest(lease, null), CancellationToken.None);
        return lease;
    }

    public static string NewLease() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    /// <summary>Uploads a content, and gives the file for a commit.</summary>
    public async Task<FileEntry> UploadAsync(string name, byte[] content)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        UploadStatus status = await Uploads.AnnounceAsync(OfficeId, new UploadRequest(content.Length, sha256), CancellationToken.None);
        if (!status.IsComplete)
        {
            status = await Uploads.ReceiveAsync(OfficeId, status.Id!, 0, content.Length, new MemoryStream(content), CancellationToken.None);
        }

        Assert.True(status.IsComplete);
        return new FileEntry(name, content.Length, sha256);
    }

    public static CommitRequest Commit(string lease, long version, params FileEntry[] put) =>
        new(BlobName.NewId(), lease, version, put, [], [], LedgerState.Created, new MonthFigures { Entries = 12, TotalDebit = 10.5m });

    public Task<CommitResponse> CommitAsync(CommitRequest commit, MonthKey? month = null, Caller? caller = null) =>
        Commits.CommitAsync(caller ?? Caller(), month ?? Month(), commit, CancellationToken.None);

    /// <summary>What is refused, with its code.</summary>
    public static async Task<ServiceException> RefusedAsync(string code, Func<Task> work)
    {
        ServiceException exception = await Assert.ThrowsAsync<ServiceException>(work);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    public Task AddFirmAsync(string identifier) => Database.InTransactionAsync(
        statements => statements.ExecuteAsync(
            "insert into firms (office_id, identifier, version, content) values (@OfficeId, @identifier, 1, '{}')", new { OfficeId, identifier }),
        CancellationToken.None);

    /// <summary>What the audit log tells, oldest first, as action, subject and detail.</summary>
    public Task<IReadOnlyList<string>> AuditAsync() => Database.ReadAsync(
        statements => statements.ListAsync<string>(
            "select action || ' ' || coalesce(subject, '') || ' ' || coalesce(detail, '') from audit where office_id = @OfficeId order by id",
            new { OfficeId }),
        CancellationToken.None);

    /// <summary>A line of filing.jsonl.</summary>
    public static string Line(FilingStep step, string? branch = null, LedgerBook? book = null) => JsonSerializer.Serialize(
        new FilingEvent { Time = DateTimeOffset.UnixEpoch, Step = step, Branch = branch, Book = book }, ServiceJson.Options);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_isFirst) _database.Dispose();
    }

    private Task<int> AddToDatabaseAsync() => Database.InTransactionAsync(
        statements => statements.ExecuteAsync(
            """
            insert into offices (id, customer_number, name, salt, settings, files, version, change, firms_change, session_idle, created)
            values (@OfficeId, @OfficeId, 'Örnek', @salt, '{}', '[]', 1, 0, 0, 1, 0)
            """,
            new { OfficeId, salt = new byte[16] }),
        CancellationToken.None);
}
