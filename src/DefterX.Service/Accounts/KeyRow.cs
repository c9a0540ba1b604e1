using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>A row of <c>login_keys</c>.</summary>
internal sealed class KeyRow
{
    public string OfficeId { get; set; } = "";

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string Role { get; set; } = "";

    public byte[] Hash { get; set; } = [];

    public long Created { get; set; }

    public long? LastUsed { get; set; }

    /// <summary>What the key may do.</summary>
    public OfficeRole OfficeRole => Enum.Parse<OfficeRole>(Role);

    /// <summary>The keys that were not revoked, oldest first.</summary>
    public static Task<IReadOnlyList<KeyRow>> ListAsync(Statements statements, string officeId) => statements.ListAsync<KeyRow>(
        """
        select office_id, id, name, email, role, hash, created, last_used from login_keys
        where office_id = @officeId and revoked is null order by created, id
        """,
        new { officeId });

    /// <summary>Keeps a new key.</summary>
    public static Task InsertAsync(Statements statements, KeyRow key) => statements.ExecuteAsync(
        """
        insert into login_keys (office_id, id, name, email, role, hash, created)
        values (@OfficeId, @Id, @Name, @Email, @Role, @Hash, @Created)
        """,
        key);

    /// <summary>The key without the key.</summary>
    public KeyInfo Info() => new(
        Id,
        Name,
        OfficeRole,
        Email,
        DateTimeOffset.FromUnixTimeMilliseconds(Created),
        LastUsed is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null);
}
