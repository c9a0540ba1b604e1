using System;
using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>A session with its login key and its office's idle time. Times are Unix milliseconds.</summary>
internal sealed class SessionRow
{
    public string Id { get; set; } = "";

    public string OfficeId { get; set; } = "";

    public string KeyId { get; set; } = "";

    public string KeyName { get; set; } = "";

    public string Role { get; set; } = "";

    public string Machine { get; set; } = "";

    public string UserName { get; set; } = "";

    public long LastUsed { get; set; }

    public long Expires { get; set; }

    public long? Revoked { get; set; }

    public long? KeyRevoked { get; set; }

    /// <summary>How long the office lets a session go unused.</summary>
    public long SessionIdle { get; set; }

    /// <summary>The database's time.</summary>
    public long Now { get; set; }

    /// <summary>The session of a token's hash, or null.</summary>
    public static Task<SessionRow?> FindAsync(Statements statements, byte[] tokenHash) =>
        statements.FindAsync<SessionRow>(Select(statements) + "where s.token_hash = @tokenHash", new { tokenHash });

    /// <summary>The session of an id.</summary>
    public static async Task<SessionRow> GetAsync(Statements statements, string id) =>
        await statements.FindAsync<SessionRow>(Select(statements) + "where s.id = @id", new { id })
        ?? throw new InvalidOperationException("No such session.");

    private static string Select(Statements statements) =>
        $"""
        select s.id, s.office_id, s.key_id, k.name as key_name, k.role, s.machine, s.user_name, s.last_used, s.expires, s.revoked,
            k.revoked as key_revoked, o.session_idle, {statements.Dialect.NowMilliseconds} as now
        from sessions s
        join login_keys k on k.office_id = s.office_id and k.id = s.key_id
        join offices o on o.id = s.office_id

        """;
}
