using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Requests;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>The login keys of an office, which its administrators keep.</summary>
internal sealed class LoginKeys(Database database, NewKey newKey, IAuditLog audit)
{
    /// <summary>The keys that were not revoked, oldest first.</summary>
    public async Task<KeyList> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyRow> keys = await database.ReadAsync(
            statements => KeyRow.ListAsync(statements, caller.OfficeId), cancellationToken);
        return new KeyList([.. keys.Select(key => key.Info())]);
    }

    /// <summary>Makes a key and mails it to its owner; it is kept only if the mail was handed over.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.Exists"/>: another key has that name;
    /// <see cref="ServiceCodes.RequestInvalid"/>, <see cref="ServiceCodes.Busy"/>.</exception>
    public async Task<KeyInfo> CreateAsync(Caller caller, NewKeyRequest request, CancellationToken cancellationToken)
    {
        NewKeyRequest wanted = new(
            Inputs.Text(request.Name, "name", 100), Inputs.Email(request.Email, "email"), Inputs.Known(request.Role, "role"));
        OfficeRow office = await database.ReadAsync(
            async statements =>
            {
                await CheckNameAsync(statements, caller.OfficeId, wanted.Name);
                return await OfficeRow.GetAsync(statements, caller.OfficeId);
            },
            cancellationToken);
        KeyRow row = await newKey.MailAsync(office, wanted, cancellationToken);
        return await database.InTransactionAsync(
            async statements =>
            {
                await OfficeRow.LockAsync(statements, office.Id);
                await CheckNameAsync(statements, office.Id, row.Name);
                row.Created = await statements.NowAsync();
                await KeyRow.InsertAsync(statements, row);
                await audit.WriteAsync(statements, caller, AuditActions.KeyCreated, row.Id, $"{row.Name}, {row.Role}");
                return row.Info();
            },
            CancellationToken.None);
    }

    /// <summary>Revokes a key and its sessions at once.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.NotFound"/>, <see cref="ServiceCodes.LastAdministrator"/>.</exception>
    public Task RevokeAsync(Caller caller, string id, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            await OfficeRow.LockAsync(statements, caller.OfficeId);
            IReadOnlyList<KeyRow> keys = await KeyRow.ListAsync(statements, caller.OfficeId);
            KeyRow key = keys.FirstOrDefault(kept => kept.Id == id) ?? throw ServiceException.NotFound();
            if (key.OfficeRole == OfficeRole.Administrator && keys.Count(kept => kept.OfficeRole == OfficeRole.Administrator) == 1)
                throw new ServiceException(ServiceCodes.LastAdministrator, StatusCodes.Status409Conflict, Strings.LastAdministrator);
            await statements.ExecuteAsync(
                $"update login_keys set revoked = {statements.Dialect.NowMilliseconds} where office_id = @OfficeId and id = @Id",
                new { key.OfficeId, key.Id });
            await Sessions.CloseOfKeyAsync(statements, key.OfficeId, key.Id);
            await audit.WriteAsync(statements, caller, AuditActions.KeyRevoked, key.Id, key.Name);
        },
        cancellationToken);

    // Both ways, because a name may itself hold a wildcard; the module finds keys by name.
    private static async Task CheckNameAsync(Statements statements, string officeId, string name)
    {
        IReadOnlyList<KeyRow> keys = await KeyRow.ListAsync(statements, officeId);
        if (keys.Any(key => NameWildcard.IsMatch(key.Name, name) && NameWildcard.IsMatch(name, key.Name)))
            throw new ServiceException(ServiceCodes.Exists, StatusCodes.Status409Conflict, DefterX.Text.Format(Strings.KeyExists, name));
    }
}
