using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Storage;

namespace DefterX.Service.Months;

/// <summary>A row of the table of months, as it is at <see cref="Now"/>.</summary>
internal sealed class MonthRow
{
    public string Firm { get; set; } = "";

    public string Period { get; set; } = "";

    public string Branch { get; set; } = "";

    public string Book { get; set; } = "";

    public long Version { get; set; }

    public long Change { get; set; }

    public string State { get; set; } = "";

    public string Figures { get; set; } = "";

    /// <summary>SHA-256 of the lease, or null where nobody has the month.</summary>
    public byte[]? LeaseHash { get; set; }

    public long? LeaseUntil { get; set; }

    public string? LeaseUser { get; set; }

    public string? LeaseMachine { get; set; }

    public long? LeaseSince { get; set; }

    public string? LastCommit { get; set; }

    /// <summary>The database's clock.</summary>
    public long Now { get; set; }

    /// <summary>Who has the month; null where nobody has, or not any more.</summary>
    public LeaseHolder? Holder => LeaseHash is not null && LeaseUntil > Now
        ? new LeaseHolder(LeaseUser ?? "", LeaseMachine ?? "", DateTimeOffset.FromUnixTimeMilliseconds(LeaseSince ?? Now))
        : null;

    public LedgerState LedgerState => Enum.Parse<LedgerState>(State);

    /// <summary>The row for those who ask.</summary>
    public MonthEntry ToEntry() => new(
        MonthKey.AddressOf(Firm, Period, Branch, Book),
        Version,
        Change,
        LedgerState,
        JsonSerializer.Deserialize<MonthFigures>(Figures, ServiceJson.Options)!,
        Holder);
}

/// <summary>Reads the tables of months.</summary>
internal static class MonthRows
{
    private const string Columns = """
        firm, period, branch, book, version, change, state, figures, lease_hash, lease_until, lease_user, lease_machine, lease_since, last_commit
        """;

    /// <summary>The office's months that changed after a change, oldest change first.</summary>
    public static Task<IReadOnlyList<MonthRow>> ListAsync(Statements statements, string officeId, long since) =>
        statements.ListAsync<MonthRow>(
            $"""
            select {Columns}, {statements.Dialect.NowMilliseconds} as now
            from months where office_id = @officeId and change > @since order by change
            """,
            new { officeId, since });

    /// <summary>A month, or null.</summary>
    public static Task<MonthRow?> FindAsync(Statements statements, MonthKey key, bool isLocked = false) =>
        statements.FindAsync<MonthRow>(
            $"""
            select {Columns}, {statements.Dialect.NowMilliseconds} as now from months
            where {MonthKey.Where}{(isLocked ? statements.Dialect.ForUpdate : "")}
            """,
            key);

    /// <summary>The month's files, by name.</summary>
    public static async Task<IReadOnlyList<FileEntry>> FilesAsync(Statements statements, MonthKey key)
    {
        IReadOnlyList<FileRow> rows = await statements.ListAsync<FileRow>(
            $"select name, length, sha256 from month_files where {MonthKey.Where}", key);
        return [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => new FileEntry(row.Name, row.Length, row.Sha256))];
    }

    /// <summary>The month with what it consists of. The row must be locked, or compared with itself afterwards.</summary>
    public static async Task<MonthDocument> DocumentAsync(Statements statements, MonthKey key, MonthRow row)
    {
        IReadOnlyList<FileEntry> files = await FilesAsync(statements, key);
        IReadOnlyList<string> log = await statements.ListAsync<string>(
            $"select line from month_log where {MonthKey.Where} order by seq", key);
        return new MonthDocument(row.ToEntry(), files, log);
    }

    private sealed class FileRow
    {
        public string Name { get; set; } = "";

        public long Length { get; set; }

        public string Sha256 { get; set; } = "";
    }
}
