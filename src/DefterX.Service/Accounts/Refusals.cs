using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>Writes logins that were refused without being looked at to the audit log: of an office the first at once, then one a minute
/// with how many there were, since whoever makes them decides how many come.</summary>
/// <remarks>Which addresses try keys is told by the rows of those that were looked at.</remarks>
internal static class Refusals
{
    private const string Prefix = "refused:";
    private const long Pause = 60_000;

    /// <summary>Counts one, and writes the row that is due.</summary>
    /// <param name="statements">Of the transaction.</param>
    /// <param name="audit">Gets the row.</param>
    /// <param name="refused">The row of this one.</param>
    /// <param name="wait">How long it is to wait.</param>
    public static async Task AddAsync(Statements statements, IAuditLog audit, AuditRecord refused, TimeSpan wait)
    {
        string bucket = Prefix + refused.OfficeId;
        // The row of the office is ours from here on. Its time is that of the last row of the log.
        Row row = await statements.FindAsync<Row>(
            $"""
            insert into throttle (bucket, wrong, pending, entered, last) values (@bucket, 1, 0, 0, 0)
            on conflict (bucket) do update set wrong = throttle.wrong + 1
            returning bucket, wrong, last, {statements.Dialect.NowMilliseconds} as now
            """,
            new { bucket }) ?? throw new InvalidOperationException("Nothing was counted.");
        if (row.Now - row.Last < Pause) return;
        await audit.WriteAsync(statements, refused with { Detail = $"{TextOf(row.Wrong)}, {TextOf((long)Math.Ceiling(wait.TotalSeconds))} s" });
        await NoteAsync(statements, row);
    }

    /// <summary>Writes what was counted after the last row, where nothing came that would have it written.</summary>
    public static async Task SweepAsync(Statements statements, IAuditLog audit)
    {
        IReadOnlyList<Row> rows = await statements.ListAsync<Row>(
            $"""
            select bucket, wrong, {statements.Dialect.NowMilliseconds} as now from throttle
            where bucket like '{Prefix}%' and wrong > 0 and last < {statements.Dialect.NowMilliseconds} - {Pause}
            order by bucket{statements.Dialect.ForUpdate}
            """);
        foreach (Row row in rows)
        {
            string office = row.Bucket[Prefix.Length..];
            await audit.WriteAsync(statements, new AuditRecord(AuditActions.LoginThrottled, Detail: TextOf(row.Wrong))
            {
                OfficeId = office.Length > 0 ? office : null,
            });
            await NoteAsync(statements, row);
        }
    }

    private static Task<int> NoteAsync(Statements statements, Row row) =>
        statements.ExecuteAsync("update throttle set wrong = 0, last = @Now where bucket = @Bucket", row);

    private static string TextOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public string Bucket { get; set; } = "";

        public long Wrong { get; set; }

        public long Last { get; set; }

        public long Now { get; set; }
    }
}
