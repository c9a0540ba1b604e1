using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Problems;

/// <summary>Says in the API's document how an endpoint may fail.</summary>
internal static class ProblemResponses
{
    /// <summary>Adds statuses that are answered with a <see cref="ServiceProblem"/>.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses) endpoint.Produces<ServiceProblem>(status, ServiceProblems.ContentType);
        return endpoint;
    }
}
