using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Months;

/// <summary>Lets one process at a time work on a month, by the database's clock.</summary>
internal sealed class LeaseStore(Database database, IAuditLog audit, ServiceOptions options)
{
    private const string NoLease =
        "lease_hash = null, lease_until = null, lease_user = null, lease_machine = null, lease_since = null, lease_session = null";

    /// <summary>Takes a month, or goes on having it.</summary>
    /// <exception cref="ServiceException">RequestInvalid; FirmNotFound; MonthLeased with the holder.</exception>
    public Task<LeaseGrant> TakeAsync(Caller caller, MonthKey key, LeaseRequest request, CancellationToken cancellationToken)
    {
        if (!LeaseToken.IsValid(request.Lease)) throw ServiceException.Invalid(Strings.LeaseInvalid);
        return database.InTransactionAsync(statements => TakeAsync(statements, caller, key, request), cancellationToken);
    }

    /// <summary>Gives a month back; does nothing where the lease is another's or none.</summary>
    public Task ReleaseAsync(MonthKey key, string lease, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            byte[] hash = LeaseToken.Hash(lease);
            int count = await statements.ExecuteAsync(
                $"update months set {NoLease} where {MonthKey.Where} and lease_hash = @hash",
                new { key.OfficeId, key.Firm, key.Period, key.Branch, key.Book, hash });
            if (count == 1)
            {
                await statements.ExecuteAsync($"delete from months where {MonthKey.Where} and version = 0 and lease_hash is null", key);
            }
        },
        cancellationToken);

    /// <summary>Ends all leases on the months of a firm that is taken off the list.</summary>
    public static Task ReleaseAllOfFirmAsync(Statements statements, string officeId, string firm) => statements.ExecuteAsync(
        $"update months set {NoLease} where office_id = @officeId and firm = @firm and lease_hash is not null", new { officeId, firm });

    private async Task<LeaseGrant> TakeAsync(Statements statements, Caller caller, MonthKey key, LeaseRequest request)
    {
        string? firm = await statements.FindAsync<string>(
            $"select identifier from firms where office_id = @OfficeId and identifier = @Firm{statements.Dialect.ForUpdate}", key);
        if (firm is null) throw ServiceException.NotFound(ServiceCodes.FirmNotFound);
        MonthRow row = await LockAsync(statements, key);
        bool isOurs = LeaseToken.Matches(request.Lease, row.LeaseHash);
        bool isReplaced = !isOurs && LeaseToken.Matches(request.Replaces, row.LeaseHash);
        if (row.Holder is { } holder && !isOurs && !isReplaced)
        {
            throw new ServiceException(ServiceCodes.MonthLeased, StatusCodes.Status409Conflict) { Holder = holder };
        }

        if (row.LeaseHash is not null && !isOurs)
        {
            await audit.WriteAsync(
                statements, caller, AuditActions.LeaseTaken, key.Address.Path, $"{row.LeaseUser}, {row.LeaseMachine} → {caller.User}, {caller.Machine}");
        }

        await statements.ExecuteAsync(
            $"""
            update months set lease_hash = @hash, lease_until = {statements.Dialect.NowMilliseconds} + @lasts, lease_user = @User,
              lease_machine = @Machine, lease_since = @since, lease_session = @SessionId
            where {MonthKey.Where}
            """,
            new
            {
                key.OfficeId,
                key.Firm,
                key.Period,
                key.Branch,
                key.Book,
                caller.User,
                caller.Machine,
                caller.SessionId,
                hash = LeaseToken.Hash(request.Lease),
                lasts = options.LeaseSeconds * 1000L,
                since = isOurs ? row.LeaseSince : row.Now,
            });
        MonthRow taken = (await MonthRows.FindAsync(statements, key))!;
        return new LeaseGrant(options.LeaseSeconds, await MonthRows.DocumentAsync(statements, key, taken));
    }

    // The row is made where there is none, so that two who come at once find one to lock.
    private static async Task<MonthRow> LockAsync(Statements statements, MonthKey key)
    {
        await statements.ExecuteAsync(
            $"""
            insert into months (office_id, firm, period, branch, book, version, change, state, figures)
            values (@OfficeId, @Firm, @Period, @Branch, @Book, 0, 0, '{nameof(LedgerState.Missing)}', '{"{}"}')
            on conflict (office_id, firm, period, branch, book) do nothing
            """,
            key);
        return await MonthRows.FindAsync(statements, key, isLocked: true) ?? throw new InvalidOperationException();
    }
}
