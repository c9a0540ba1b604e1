using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Requests;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>Reads and changes what an office's folder would keep itself.</summary>
internal sealed class Offices(Database database, IAuditLog audit)
{
    // From these on something was or may have been sent.
    private static readonly string[] s_sent =
        [.. new[] { LedgerState.Sending, LedgerState.Sent, LedgerState.Approved, LedgerState.Rejected }.Select(state => state.ToString())];

    /// <summary>The office of a caller.</summary>
    public Task<OfficeDocument> GetAsync(Caller caller, CancellationToken cancellationToken) => database.ReadAsync(
        async statements => (await OfficeRow.GetAsync(statements, caller.OfficeId)).Document(), cancellationToken);

    /// <summary>Changes it.</summary>
    /// <param name="caller">An administrator.</param>
    /// <param name="document">What it becomes.</param>
    /// <param name="version">What it was changed from.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.VersionConflict"/>, <see cref="ServiceCodes.RequestInvalid"/>.</exception>
    public Task<OfficeDocument> ChangeAsync(Caller caller, OfficeDocument document, long version, CancellationToken cancellationToken)
    {
        OfficeContent content = OfficeContent.Read(document.Settings, document.Files);
        return database.InTransactionAsync(
            async statements =>
            {
                OfficeRow old = await OfficeRow.LockAsync(statements, caller.OfficeId);
                if (old.Version != version) throw VersionTag.Conflict();
                if (content.Settings.CustomerNumber != old.CustomerNumber) throw ServiceException.Invalid(Strings.CustomerNumberFixed);
                await CheckEnvironmentAsync(statements, old, content.Settings);
                await statements.ExecuteAsync(
                    """
                    update offices set name = @Name, settings = @Json, files = @Files, session_idle = @Idle, version = version + 1
                    where id = @Id
                    """,
                    new { content.Settings.Name, content.Json, content.Files, Idle = IdleOf(content.Settings), old.Id });
                await audit.WriteAsync(statements, caller, AuditActions.OfficeChanged, old.CustomerNumber, content.ChangesFrom(old));
                return (await OfficeRow.GetAsync(statements, old.Id)).Document();
            },
            cancellationToken);
    }

    /// <summary>After how many milliseconds without use an office's sessions end.</summary>
    public static long IdleOf(OfficeSettings settings) => (long)Math.Min(settings.SessionIdleTimeout.TotalMilliseconds, long.MaxValue / 4);

    private static async Task CheckEnvironmentAsync(Statements statements, OfficeRow old, OfficeSettings settings)
    {
        OfficeSettings before = OfficeJson.Parse<OfficeSettings>(old.Settings, "office.json", ErrorIds.OfficeInvalid);
        if (before.GibEnvironment == settings.GibEnvironment) return;
        long sent = await statements.ScalarAsync<long>(
            "select count(*) from months where office_id = @Id and state in (@A, @B, @C, @D)",
            new { old.Id, A = s_sent[0], B = s_sent[1], C = s_sent[2], D = s_sent[3] });
        if (sent > 0) throw ServiceException.Invalid(Strings.EnvironmentFixed);
    }
}
