using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>The login keys of an office that a service keeps; an administrator's session is wanted.</summary>
internal sealed class ServiceLoginKeys(ServiceOffice service) : LoginKeys
{
    protected override string Office => service.ToString();

    public override IReadOnlyList<LoginKeyInfo> List(CancellationToken cancellationToken = default) =>
        [.. service.Api.GetKeysAsync(cancellationToken).GetAwaiter().GetResult().Keys.Select(Info)];

    /// <remarks>The service sends it to its owner.</remarks>
    public override (LoginKeyInfo Info, LoginKey? Key) Create(LoginKeyRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Email))
        {
            throw new DefterXException(ErrorIds.EmailRequired, Text.Format(Strings.EmailRequired, request.Name, Office), request.Name);
        }

        NewKeyRequest wanted = new(request.Name.Trim(), request.Email!.Trim(), request.Role ?? OfficeRole.Preparer);
        try
        {
            return (Info(service.Api.CreateKeyAsync(wanted, cancellationToken).GetAwaiter().GetResult()), null);
        }
        catch (DefterXException e) when (ServiceFailure.CodeOf(e) == ServiceCodes.Exists)
        {
            throw Find(wanted.Name, cancellationToken) is [LoginKeyInfo other, ..] ? Exists(other) : e;
        }
    }

    public override void Remove(string id)
    {
        try
        {
            service.Api.RevokeKeyAsync(id.Trim(), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (DefterXException e) when (ServiceFailure.CodeOf(e) == ServiceCodes.NotFound)
        {
            throw NotFound(id);
        }
        catch (DefterXException e) when (ServiceFailure.CodeOf(e) == ServiceCodes.LastAdministrator)
        {
            throw new DefterXException(ErrorIds.ServiceRejected, Text.Format(Strings.LastAdministrator, id.Trim(), Office), id, e.InnerException);
        }
    }

    private LoginKeyInfo Info(KeyInfo key) => new()
    {
        Id = key.Id, Name = key.Name, CreatedAt = key.CreatedAt, Office = Office, Role = key.Role, Email = key.Email,
    };
}
