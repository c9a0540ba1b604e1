using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Monitoring;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Months;

/// <summary>Months: <c>/v1/months</c>.</summary>
internal static class MonthEndpoints
{
    public static IServiceCollection AddMonths(this IServiceCollection services)
    {
        services.AddSingleton<MonthStore>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<CommitStore>();
        return services;
    }

    public static IEndpointRouteBuilder MapMonths(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder months = routes.MapGroup("/v1/months").WithTags("Months").RequireRole(OfficeRole.Preparer);
        months.MapGet("/", List).WithName("ListMonths").WithSummary("The months that changed after a change, or all.");
        RouteGroupBuilder month = months.MapGroup("/{firm}/{period}/{branch}/{book}");
        month.MapGet("/", Get).WithName("GetMonth").WithSummary("A month with its files and its log; the ETag is its version.")
            .Produces<MonthDocument>().Fails(400, 404);
        month.MapPut("/lease", Take).WithName("TakeMonth").WithSummary("Takes a month to work on, or goes on having it.").Fails(400, 404, 409)
            .Counted(ServiceMetrics.Leases);
        month.MapDelete("/lease", Release).WithName("ReleaseMonth").WithSummary("Gives a month back (X-DefterX-Lease).").Produces(204).Fails(400);
        month.MapPost("/commits", Commit).WithName("CommitMonth").WithSummary("Changes a month, all or nothing.").Fails(400, 403, 409)
            .Counted(ServiceMetrics.Commits);
        return routes;
    }

    private static Task<MonthList> List(Caller caller, MonthStore store, CancellationToken cancellationToken, long since = 0) =>
        store.ListAsync(caller.OfficeId, since, cancellationToken);

    private static async Task<IResult> Get(
        Caller caller, [AsParameters] MonthRoute route, MonthStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        MonthDocument month = await store.GetAsync(route.KeyOf(caller), cancellationToken);
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{month.Entry.Version}\"");
        return TypedResults.Ok(month);
    }

    private static Task<LeaseGrant> Take(
        Caller caller, [AsParameters] MonthRoute route, LeaseRequest request, LeaseStore store, CancellationToken cancellationToken) =>
        store.TakeAsync(caller, route.KeyOf(caller), request, cancellationToken);

    private static async Task<IResult> Release(
        Caller caller,
        [AsParameters] MonthRoute route,
        [FromHeader(Name = ServiceHeaders.Lease)] string lease,
        LeaseStore store,
        CancellationToken cancellationToken)
    {
        await store.ReleaseAsync(route.KeyOf(caller), lease, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<CommitResponse> Commit(
        Caller caller, [AsParameters] MonthRoute route, CommitRequest commit, CommitStore store, CancellationToken cancellationToken) =>
        store.CommitAsync(caller, route.KeyOf(caller), commit, cancellationToken);

    /// <param name="Firm">VKN or TCKN.</param>
    /// <param name="Period">yyyy-MM.</param>
    /// <param name="Branch">Four digits, or -.</param>
    /// <param name="Book">journal or inventory.</param>
    private sealed record MonthRoute(string Firm, string Period, string Branch, string Book)
    {
        public MonthKey KeyOf(Caller caller) =>
            MonthKey.Parse(caller.OfficeId, Firm, Period, Branch, Book) ?? throw ServiceException.Invalid(Strings.MonthInvalid);
    }
}
