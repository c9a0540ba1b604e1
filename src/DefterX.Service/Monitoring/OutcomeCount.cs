using System.Threading.Tasks;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Prometheus;

namespace DefterX.Service.Monitoring;

/// <summary>Counts what became of an endpoint's calls.</summary>
internal static class OutcomeCount
{
    /// <summary>The outcome of a call that was answered as asked; all others are the problem's code.</summary>
    public const string Accepted = nameof(Accepted);

    /// <summary>Counts the calls of an endpoint by outcome.</summary>
    public static RouteHandlerBuilder Counted(this RouteHandlerBuilder endpoint, Counter counter) => endpoint.AddEndpointFilter(
        async (context, next) =>
        {
            try
            {
                object? result = await next(context);
                counter.WithLabels(Accepted).Inc();
                return result;
            }
            catch (ServiceException e)
            {
                counter.WithLabels(e.Code).Inc();
                throw;
            }
        });

    /// <summary>Counts the bytes of an answer, once it went.</summary>
    public static void CountBytes(HttpResponse response) => response.OnCompleted(() =>
    {
        ServiceMetrics.DownloadedBytes.Inc(response.ContentLength ?? 0);
        return Task.CompletedTask;
    });
}
