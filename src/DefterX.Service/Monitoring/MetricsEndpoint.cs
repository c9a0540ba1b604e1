using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using DefterX.Service.Operations.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace DefterX.Service.Monitoring;

/// <summary><c>/metrics</c>: for this machine, or whoever has the token.</summary>
internal static class MetricsEndpoint
{
    private const string Scheme = "Bearer ";

    static MetricsEndpoint() => Metrics.SuppressDefaultMetrics(
        new SuppressDefaultMetricOptions { SuppressEventCounters = true, SuppressMeters = true, SuppressDebugMetrics = true });

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", WriteAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, MonthCounts counts, MetricsOptions options, TrustedProxies proxies)
    {
        if (!IsAllowed(context, options.Token, proxies))
        {
            // As if there were none.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        foreach (KeyValuePair<string, long> state in await counts.ReadAsync(context.RequestAborted).ConfigureAwait(false))
        {
            ServiceMetrics.Months.WithLabels(state.Key).Set(state.Value);
        }

        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await Metrics.DefaultRegistry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsAllowed(HttpContext context, string? token, TrustedProxies proxies)
    {
        // A proxy on this machine asks for others, too.
        PeerFeature peer = context.Features.Get<PeerFeature>() ?? PeerFeature.Of(context);
        if (peer.IsLocal && !proxies.Contains(peer.Address)) return true;
        string header = context.Request.Headers.Authorization.ToString();
        return token is { Length: > 0 } && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..]), Encoding.UTF8.GetBytes(token));
    }
}
