using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>What somebody did.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">From what to what; never a secret or a firm's content.</param>
internal sealed record AuditRecord(string Action, string? Subject = null, string? Detail = null)
{
    public string? OfficeId { get; init; }

    public string? KeyId { get; init; }

    public string? KeyName { get; init; }

    public string? SessionId { get; init; }

    public string? Address { get; init; }

    public string? Machine { get; init; }
}

/// <summary>The log of what was done; it is only added to.</summary>
internal interface IAuditLog
{
    /// <summary>Writes what a caller did, in the transaction that does it.</summary>
    Task WriteAsync(Statements statements, Caller caller, string action, string? subject = null, string? detail = null);

    /// <summary>Writes what was done by who is not, or not yet, logged in.</summary>
    Task WriteAsync(Statements statements, AuditRecord record);
}

/// <inheritdoc/>
internal sealed class AuditLog : IAuditLog
{
    /// <inheritdoc/>
    public Task WriteAsync(Statements statements, Caller caller, string action, string? subject = null, string? detail = null) =>
        WriteAsync(statements, new AuditRecord(action, subject, detail)
        {
            OfficeId = caller.OfficeId,
            KeyId = caller.KeyId,
            KeyName = caller.KeyName,
            SessionId = caller.SessionId,
            Address = caller.Address,
            Machine = caller.Machine,
        });

    /// <inheritdoc/>
    public Task WriteAsync(Statements statements, AuditRecord record) => statements.ExecuteAsync(
        $"""
        insert into audit (time, office_id, key_id, key_name, session_id, address, machine, action, subject, detail)
        values ({statements.Dialect.NowMilliseconds}, @OfficeId, @KeyId, @KeyName, @SessionId, @Address, @Machine, @Action, @Subject, @Detail)
        """,
        record);
}
