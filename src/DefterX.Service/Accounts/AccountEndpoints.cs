using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Monitoring;
using DefterX.Service.Problems;
using DefterX.Service.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DefterX.Service.Accounts;

/// <summary>Registration, login, sessions, the office, its login keys and its audit log.</summary>
internal static class AccountEndpoints
{
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1").WithTags("Accounts").RequireRole(OfficeRole.Preparer);
        RouteGroupBuilder open = routes.MapGroup("/v1").WithTags("Accounts").AllowAnonymous();

        open.MapPost("/offices", RegisterAsync).WithName("RegisterOffice")
            .WithSummary("Opens an office and mails its first login key, an administrator's (X-Registration-Code).")
            .Produces<RegistrationResponse>(201).Fails(400, 403, 409, 429, 503);
        open.MapPost("/sessions", LogInAsync).WithName("LogIn").Counted(ServiceMetrics.Logins)
            .WithSummary("Opens a session for a login key.")
            .Produces<LoginResponse>(201).Fails(400, 401, 429, 503);
        group.MapGet("/session", static (Caller caller, Sessions sessions, CancellationToken cancellationToken) =>
                sessions.GetAsync(caller, cancellationToken))
            .WithName("GetSession").WithSummary("What the session is, and how long it lasts.").Fails(401);
        group.MapDelete("/session", LogOutAsync).WithName("LogOut")
            .WithSummary("Ends the session and frees its leases.").Produces(204).Fails(401);
        group.MapGet("/office", GetOfficeAsync).WithName("GetOffice")
            .WithSummary("The office's settings and files; its version is the ETag.").Fails(401);
        group.MapPut("/office", ChangeOfficeAsync).WithName("ChangeOffice").RequireRole(OfficeRole.Administrator)
            .WithSummary("Changes them (If-Match).").Fails(400, 401, 403, 412, 428);
        group.MapGet("/keys", static (Caller caller, LoginKeys keys, CancellationToken cancellationToken) =>
                keys.ListAsync(caller, cancellationToken))
            .WithName("GetKeys").RequireRole(OfficeRole.Administrator).WithSummary("The office's login keys, oldest first.").Fails(401, 403);
        group.MapPost("/keys", CreateKeyAsync).WithName("CreateKey").RequireRole(OfficeRole.Administrator)
            .WithSummary("Makes a login key and mails it to its owner.").Produces<KeyInfo>(201).Fails(400, 401, 403, 409, 503);
        group.MapDelete("/keys/{id}", RevokeKeyAsync).WithName("RevokeKey").RequireRole(OfficeRole.Administrator)
            .WithSummary("Revokes a login key and its sessions.").Produces(204).Fails(401, 403, 404, 409);
        group.MapGet("/audit", static (Caller caller, long? before, int? limit, AuditPages pages, CancellationToken cancellationToken) =>
                pages.GetAsync(caller, before, limit, cancellationToken))
            .WithName("GetAudit").RequireRole(OfficeRole.Administrator).WithSummary("What was done in the office, newest first.").Fails(400, 401, 403);
        return routes;
    }

    private static async Task<IResult> RegisterAsync(
        RegistrationRequest request, HttpContext context, RegistrationCode code, RegisterOffice register, CancellationToken cancellationToken)
    {
        ClientAddress address = ClientAddress.Of(context);
        await code.CheckAsync(context.Request.Headers[ServiceHeaders.RegistrationCode].ToString(), address, cancellationToken);
        return TypedResults.Created("/v1/office", await register.RunAsync(request, address, cancellationToken));
    }

    private static async Task<IResult> LogInAsync(
        LoginRequest request, HttpContext context, Login login, CancellationToken cancellationToken)
    {
        // A token must not be kept by anything on the way.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created("/v1/session", await login.OpenAsync(request, ClientAddress.Of(context), cancellationToken));
    }

    private static async Task<IResult> LogOutAsync(Caller caller, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.CloseAsync(caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<OfficeDocument> GetOfficeAsync(
        Caller caller, HttpContext context, Offices offices, CancellationToken cancellationToken)
    {
        OfficeDocument document = await offices.GetAsync(caller, cancellationToken);
        VersionTag.Set(context, document.Version);
        return document;
    }

    private static async Task<OfficeDocument> ChangeOfficeAsync(
        OfficeDocument request, Caller caller, HttpContext context, Offices offices, CancellationToken cancellationToken)
    {
        OfficeDocument document = await offices.ChangeAsync(caller, request, VersionTag.Required(context), cancellationToken);
        VersionTag.Set(context, document.Version);
        return document;
    }

    private static async Task<IResult> CreateKeyAsync(
        NewKeyRequest request, Caller caller, LoginKeys keys, CancellationToken cancellationToken)
    {
        KeyInfo key = await keys.CreateAsync(caller, request, cancellationToken);
        return TypedResults.Created($"/v1/keys/{key.Id}", key);
    }

    private static async Task<IResult> RevokeKeyAsync(string id, Caller caller, LoginKeys keys, CancellationToken cancellationToken)
    {
        await keys.RevokeAsync(caller, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
