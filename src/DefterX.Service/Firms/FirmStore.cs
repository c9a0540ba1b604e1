using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Months;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Firms;

/// <summary>The office's firms.</summary>
internal sealed class FirmStore(Database database, IAuditLog audit)
{
    /// <summary>All firms, by identifier; null when the list did not change since <paramref name="known"/>.</summary>
    public Task<FirmList?> ListAsync(string officeId, long? known, CancellationToken cancellationToken) => database.ReadAsync(
        async statements =>
        {
            // Read before the firms: a list that is newer than it says is only read once more.
            long change = await statements.ScalarAsync<long>("select firms_change from offices where id = @officeId", new { officeId });
            if (change == known) return null;
            IReadOnlyList<FirmRow> rows = await statements.ListAsync<FirmRow>(
                "select identifier, version, content from firms where office_id = @officeId order by identifier", new { officeId });
            return (FirmList?)new FirmList(change, [.. rows.Select(row => row.ToDocument())]);
        },
        cancellationToken);

    /// <summary>Adds a firm.</summary>
    /// <exception cref="ServiceException">RequestInvalid, TooLarge, Exists.</exception>
    public Task<FirmDocument> CreateAsync(Caller caller, FirmDocument document, CancellationToken cancellationToken)
    {
        string content = FirmContent.Check(document, document.Identifier);
        return ChangeAsync(caller, AuditActions.FirmCreated, document.Identifier, null, async statements =>
        {
            int count = await statements.ExecuteAsync(
                """
                insert into firms (office_id, identifier, version, content) values (@OfficeId, @Identifier, 1, @content)
                on conflict (office_id, identifier) do nothing
                """,
                new { caller.OfficeId, document.Identifier, content });
            if (count == 0) throw new ServiceException(ServiceCodes.Exists, StatusCodes.Status409Conflict);
            return document with { Version = 1 };
        }, cancellationToken);
    }

    /// <summary>Changes a firm.</summary>
    /// <exception cref="ServiceException">RequestInvalid, TooLarge, FirmNotFound, VersionConflict.</exception>
    public Task<FirmDocument> UpdateAsync(
        Caller caller, string identifier, long version, FirmDocument document, CancellationToken cancellationToken)
    {
        string content = FirmContent.Check(document, identifier);
        return ChangeAsync(caller, AuditActions.FirmChanged, identifier, version, async statements =>
        {
            await CheckVersionAsync(statements, caller, identifier, version);
            await statements.ExecuteAsync(
                "update firms set version = version + 1, content = @content where office_id = @OfficeId and identifier = @identifier",
                new { caller.OfficeId, identifier, content });
            return document with { Version = version + 1 };
        }, cancellationToken);
    }

    /// <summary>Takes a firm off the list; its books are never deleted.</summary>
    /// <param name="caller">An administrator, where books are there.</param>
    /// <param name="identifier">VKN or TCKN.</param>
    /// <param name="version">What is deleted.</param>
    /// <param name="force">Takes it off though books are there.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <exception cref="ServiceException">FirmNotFound, VersionConflict, FirmHasBooks, RoleRequired.</exception>
    public Task DeleteAsync(Caller caller, string identifier, long version, bool force, CancellationToken cancellationToken)
    {
        if (force) caller.Require(OfficeRole.Administrator);
        return ChangeAsync(caller, AuditActions.FirmDeleted, identifier, version, async statements =>
        {
            await CheckVersionAsync(statements, caller, identifier, version);
            long files = await statements.ScalarAsync<long>(
                "select count(*) from (select 1 from month_files where office_id = @OfficeId and firm = @identifier limit 1) as found",
                new { caller.OfficeId, identifier });
            if (files > 0 && !force) throw new ServiceException(ServiceCodes.FirmHasBooks, StatusCodes.Status409Conflict);
            await statements.ExecuteAsync(
                "delete from firms where office_id = @OfficeId and identifier = @identifier", new { caller.OfficeId, identifier });
            await LeaseStore.ReleaseAllOfFirmAsync(statements, caller.OfficeId, identifier);
            return true;
        }, cancellationToken);
    }

    // The office's row comes first, as in commits: what is looked up afterwards holds until the end.
    private Task<T> ChangeAsync<T>(
        Caller caller, string action, string identifier, long? version, System.Func<Statements, Task<T>> change, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async statements =>
            {
                await statements.ExecuteAsync("update offices set firms_change = firms_change + 1 where id = @OfficeId", caller);
                T result = await change(statements);
                await audit.WriteAsync(statements, caller, action, identifier, version?.ToString(CultureInfo.InvariantCulture));
                return result;
            },
            cancellationToken);

    private static async Task CheckVersionAsync(Statements statements, Caller caller, string identifier, long version)
    {
        long? kept = await statements.FindAsync<long?>(
            $"select version from firms where office_id = @OfficeId and identifier = @identifier{statements.Dialect.ForUpdate}",
            new { caller.OfficeId, identifier });
        if (kept is null) throw ServiceException.NotFound(ServiceCodes.FirmNotFound);
        if (kept != version) throw new ServiceException(ServiceCodes.VersionConflict, StatusCodes.Status412PreconditionFailed);
    }

    private sealed class FirmRow
    {
        public string Identifier { get; set; } = "";

        public long Version { get; set; }

        public string Content { get; set; } = "";

        public FirmDocument ToDocument() => new(Identifier, Version, JsonSerializer.Deserialize<JsonElement>(Content));
    }
}
