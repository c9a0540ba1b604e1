using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>Reads an office's audit log, newest first.</summary>
internal sealed class AuditPages(Database database)
{
    private const int Usual = 100;
    private const int Most = 500;

    /// <summary>A page.</summary>
    /// <param name="caller">An administrator.</param>
    /// <param name="before">Only what is older than this entry, or null.</param>
    /// <param name="limit">How many, 1 to 500; null for 100.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AuditPage> GetAsync(Caller caller, long? before, int? limit, CancellationToken cancellationToken)
    {
        int count = limit ?? Usual;
        if (count is < 1 or > Most) throw ServiceException.Invalid(DefterX.Text.Format(Strings.LimitInvalid, Most));
        IReadOnlyList<Row> rows = await database.ReadAsync(
            statements => statements.ListAsync<Row>(
                """
                select id, time, key_id, key_name, address, machine, action, subject, detail from audit
                where office_id = @OfficeId and id < @Before order by id desc limit @Limit
                """,
                new { caller.OfficeId, Before = before ?? long.MaxValue, Limit = count + 1 }),
            cancellationToken);
        AuditEntry[] entries = [.. rows.Take(count).Select(row => row.Entry())];
        return new AuditPage(entries, rows.Count > count ? entries[^1].Id : null);
    }

    private sealed class Row
    {
        public long Id { get; set; }

        public long Time { get; set; }

        public string? KeyId { get; set; }

        public string? KeyName { get; set; }

        public string? Address { get; set; }

        public string? Machine { get; set; }

        public string Action { get; set; } = "";

        public string? Subject { get; set; }

        public string? Detail { get; set; }

        public AuditEntry Entry() =>
            new(Id, DateTimeOffset.FromUnixTimeMilliseconds(Time), KeyId, KeyName, Address, Machine, Action, Subject, Detail);
    }
}
