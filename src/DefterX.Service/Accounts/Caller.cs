using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Who makes a request. Endpoints that want a login take it as a parameter.</summary>
/// <param name="OfficeId">GUID, 32 hexadecimal digits; nothing of another office may be reached.</param>
/// <param name="SessionId">GUID, 32 hexadecimal digits.</param>
/// <param name="KeyId">Eight hexadecimal digits.</param>
/// <param name="KeyName">Whose login key it is.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Machine">The machine that the session is bound to.</param>
/// <param name="User">The account there.</param>
/// <param name="Address">The client's IP address.</param>
internal sealed record Caller(
    string OfficeId, string SessionId, string KeyId, string KeyName, OfficeRole Role, string Machine, string User, string Address)
{
    private static readonly object s_item = new();

    /// <summary>For endpoints' parameters.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>Who makes the request, or null where nobody is logged in.</summary>
    public static Caller? Of(HttpContext context) => context.Items.TryGetValue(s_item, out object? value) ? value as Caller : null;

    /// <summary>Says who makes the request.</summary>
    public void AddTo(HttpContext context) => context.Items[s_item] = this;

    /// <summary>Refuses what needs another role.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.RoleRequired"/>.</exception>
    public void Require(OfficeRole role)
    {
        if (Role < role) throw new ServiceException(ServiceCodes.RoleRequired, StatusCodes.Status403Forbidden);
    }
}
