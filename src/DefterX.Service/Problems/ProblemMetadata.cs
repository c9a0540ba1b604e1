using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Problems;

/// <summary>Says in the OpenAPI document how an endpoint may fail.</summary>
internal static class ProblemMetadata
{
    /// <summary>With a <see cref="ServiceProblem"/> of each of the statuses.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder builder, params int[] statuses)
    {
        foreach (int status in statuses) builder.Produces<ServiceProblem>(status, ServiceProblems.ContentType);
        return builder;
    }
}
