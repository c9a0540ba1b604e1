using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace DefterX.Service.Firms;

/// <summary>Firms: <c>/v1/firms</c>.</summary>
internal static class FirmEndpoints
{
    public static IServiceCollection AddFirms(this IServiceCollection services) => services.AddSingleton<FirmStore>();

    public static IEndpointRouteBuilder MapFirms(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder firms = routes.MapGroup("/v1/firms").WithTags("Firms").RequireRole(OfficeRole.Preparer);
        firms.MapGet("/", List).WithName("ListFirms").WithSummary("All firms; the ETag grows with each change of any.")
            .Produces<FirmList>().Produces(304);
        firms.MapPost("/", Create).WithName("CreateFirm").WithSummary("Adds a firm.").Produces<FirmDocument>(201).Fails(400, 409, 413);
        firms.MapPut("/{identifier}", Update).WithName("UpdateFirm").WithSummary("Changes a firm; its version belongs into If-Match.")
            .Produces<FirmDocument>().Fails(400, 404, 412, 413);
        firms.MapDelete("/{identifier}", Delete).WithName("DeleteFirm")
            .WithSummary("Takes a firm off the list; with books only by force, and only an administrator. The books stay.")
            .Produces(204).Fails(400, 403, 404, 409, 412);
        return routes;
    }

    private static async Task<IResult> List(Caller caller, FirmStore store, HttpContext context, CancellationToken cancellationToken)
    {
        long? known = Version(context.Request.Headers.IfNoneMatch.ToString());
        FirmList? list = await store.ListAsync(caller.OfficeId, known, cancellationToken);
        context.Response.Headers.ETag = Tag(list?.Change ?? known!.Value);
        context.Response.Headers.CacheControl = "private, no-cache";
        return list is null ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(list);
    }

    private static async Task<IResult> Create(
        Caller caller, FirmDocument document, FirmStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        FirmDocument firm = await store.CreateAsync(caller, document, cancellationToken);
        response.Headers.ETag = Tag(firm.Version);
        return TypedResults.Created($"/v1/firms/{firm.Identifier}", firm);
    }

    private static async Task<IResult> Update(
        Caller caller,
        string identifier,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        FirmDocument document,
        FirmStore store,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        FirmDocument firm = await store.UpdateAsync(caller, identifier, Required(ifMatch), document, cancellationToken);
        response.Headers.ETag = Tag(firm.Version);
        return TypedResults.Ok(firm);
    }

    private static async Task<IResult> Delete(
        Caller caller,
        string identifier,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        FirmStore store,
        CancellationToken cancellationToken,
        bool force = false)
    {
        await store.DeleteAsync(caller, identifier, Required(ifMatch), force, cancellationToken);
        return TypedResults.NoContent();
    }

    private static long Required(string? ifMatch) => Version(ifMatch) ?? throw ServiceException.Invalid(Strings.VersionMissing);

    private static long? Version(string? tag) =>
        EntityTagHeaderValue.TryParse(tag, out EntityTagHeaderValue? parsed)
        && long.TryParse(parsed.Tag.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : null;

    private static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
