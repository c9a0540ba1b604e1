using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Opens, checks and ends sessions.</summary>
internal sealed class Sessions(Database database, ServiceOptions options, IAuditLog audit)
{
    private const long Minute = 60_000;

    /// <summary>Opens a session in the transaction of a login.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenAsync(Statements statements, KeyRow key, byte[] tokenHash, LoginRequest request, string address)
    {
        string id = Guid.NewGuid().ToString("N");
        await statements.ExecuteAsync(
            $"""
            insert into sessions (id, office_id, key_id, token_hash, machine, user_name, address, created, last_used, expires)
            select @id, @OfficeId, @KeyId, @tokenHash, @Machine, @User, @address, now, now, now + @Lifetime
            from (select {statements.Dialect.NowMilliseconds} as now) clock
            """,
            new
            {
                id,
                key.OfficeId,
                KeyId = key.Id,
                tokenHash,
                request.Machine,
                request.User,
                address,
                Lifetime = (long)options.Session.Absolute.TotalMilliseconds,
            });
        return id;
    }

    /// <summary>Who a token belongs to; the session counts as used now.</summary>
    /// <exception cref="ServiceException">401: <see cref="ServiceCodes.SessionInvalid"/>, <see cref="ServiceCodes.SessionExpired"/>,
    /// <see cref="ServiceCodes.SessionRevoked"/>.</exception>
    public async Task<Caller> AuthenticateAsync(string token, string machine, ClientAddress address, CancellationToken cancellationToken)
    {
        byte[]? hash = SessionToken.Hash(token);
        SessionRow? row = hash is null ? null : await database.ReadAsync(statements => SessionRow.FindAsync(statements, hash), cancellationToken);
        // Whose token was stolen learns nothing more from another machine.
        if (row is null || !string.Equals(row.Machine, machine, StringComparison.OrdinalIgnoreCase)) throw Refused(ServiceCodes.SessionInvalid);
        if (row.Revoked is not null || row.KeyRevoked is not null) throw Refused(ServiceCodes.SessionRevoked);
        if (row.Now >= row.Expires || row.Now - row.LastUsed > row.SessionIdle) throw Refused(ServiceCodes.SessionExpired);
        if (row.Now - row.LastUsed >= Math.Min(Minute, row.SessionIdle / 10)) await TouchAsync(row, cancellationToken);
        return new Caller(
            row.OfficeId, row.Id, row.KeyId, row.KeyName, Enum.Parse<OfficeRole>(row.Role), row.Machine, row.UserName, address.Text);
    }

    /// <summary>What a session is.</summary>
    public Task<SessionInfo> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        database.ReadAsync(statements => InfoAsync(statements, caller.SessionId), cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public static async Task<SessionInfo> InfoAsync(Statements statements, string sessionId)
    {
        SessionRow row = await SessionRow.GetAsync(statements, sessionId);
        long firms = await statements.ScalarAsync<long>("select count(*) from firms where office_id = @OfficeId", new { row.OfficeId });
        return new SessionInfo(
            row.KeyId,
            row.KeyName,
            Enum.Parse<OfficeRole>(row.Role),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Expires),
            row.SessionIdle / 1000.0,
            (int)firms);
    }

    /// <summary>Ends a session and frees its leases.</summary>
    public Task CloseAsync(Caller caller, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            await RevokeAsync(statements, "id = @SessionId", new { caller.SessionId });
            await audit.WriteAsync(statements, caller, AuditActions.Logout);
        },
        cancellationToken);

    /// <summary>Ends the sessions of a login key and frees their leases.</summary>
    public static Task CloseOfKeyAsync(Statements statements, string officeId, string keyId) =>
        RevokeAsync(statements, "office_id = @officeId and key_id = @keyId", new { officeId, keyId });

    private static async Task RevokeAsync(Statements statements, string which, object parameters)
    {
        await statements.ExecuteAsync(
            $"""
            update months set lease_hash = null, lease_until = null, lease_user = null, lease_machine = null, lease_since = null, lease_session = null
            where lease_session in (select id from sessions where {which} and revoked is null)
            """,
            parameters);
        await statements.ExecuteAsync(
            $"update sessions set revoked = {statements.Dialect.NowMilliseconds} where {which} and revoked is null", parameters);
    }

    private static ServiceException Refused(string code) => new(code, StatusCodes.Status401Unauthorized);

    private Task<int> TouchAsync(SessionRow row, CancellationToken cancellationToken) => database.InTransactionAsync(
        statements => statements.ExecuteAsync(
            "update sessions set last_used = @Now where id = @Id and last_used < @Now", new { row.Now, row.Id }),
        cancellationToken);
}
