using System;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DefterX.Service.Operations.Hosting;

/// <summary>GET /v1/service: by which a client knows whether it can talk with this service.</summary>
internal static class GreetingEndpoint
{
    public static void MapGreeting(this IEndpointRouteBuilder app) => app
        .MapGet("/v1/service", () => new ServiceInfo(
            ServiceInfo.ProductName,
            ServiceVersion.Current,
            ServiceInfo.CurrentApiVersion,
            ServiceInfo.CurrentApiVersion,
            TimeProvider.System.GetUtcNow()))
        .AllowAnonymous()
        .WithName("GetService")
        .WithSummary("What the service is, and which versions of this API it speaks");
}
