using System;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DefterX.Service.Accounts;

/// <summary>Finds the session of a request: its token in <c>Authorization: Bearer</c>, its machine in X-DefterX-Machine.</summary>
internal sealed class SessionHandler(
    Sessions sessions, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string SchemeName = "Session";

    private const string Bearer = "Bearer ";

    private ServiceException? _refused;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        string machine = Uri.UnescapeDataString(Request.Headers[ServiceHeaders.Machine].ToString());
        try
        {
            Caller caller = await sessions.AuthenticateAsync(
                header[Bearer.Length..].Trim(), machine, ClientAddress.Of(Context), Context.RequestAborted);
            caller.AddTo(Context);
            ClaimsIdentity identity = new([new Claim(ClaimTypes.NameIdentifier, caller.SessionId)], Scheme.Name);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
        }
        catch (ServiceException refused) when (refused.Status == StatusCodes.Status401Unauthorized)
        {
            _refused = refused;
            return AuthenticateResult.Fail(refused.Code);
        }
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        ServiceProblems.WriteAsync(Context, _refused ?? ServiceProblems.FromStatus(StatusCodes.Status401Unauthorized));

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ServiceProblems.WriteAsync(Context, ServiceProblems.FromStatus(StatusCodes.Status403Forbidden));
}
