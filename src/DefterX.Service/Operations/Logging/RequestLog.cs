using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using DefterX.Service.Accounts;
using DefterX.Service.Monitoring;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Operations.Logging;

/// <summary>A line for each request: what was asked by its route, never by its path, query, headers or body.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    /// <summary>What the line says where no route fits; a path could be anything.</summary>
    private const string NoRoute = "(none)";

    public async Task InvokeAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        bool isDone = false;
        // A failure's handler takes the endpoint away.
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        try
        {
            await next(context).ConfigureAwait(false);
            isDone = true;
        }
        finally
        {
            Write(context, route, Stopwatch.GetElapsedTime(start), isDone);
        }
    }

    private void Write(HttpContext context, string? found, TimeSpan elapsed, bool isDone)
    {
        string route = found ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        string method = MethodOf(context.Request.Method);
        int status = isDone || context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status500InternalServerError;
        ServiceMetrics.Requests
            .WithLabels(method, route, status.ToString(CultureInfo.InvariantCulture))
            .Observe(elapsed.TotalSeconds);
        // Probes ask every few seconds, and say nothing while all is well.
        LogLevel level = status >= 500 ? LogLevel.Error : IsProbe(route) && status < 400 ? LogLevel.Debug : LogLevel.Information;
        Caller? caller = Caller.Of(context);
        LogRequest(
            logger, level, method, route, status, Math.Round(elapsed.TotalMilliseconds, 1),
            caller?.OfficeId, caller?.KeyId,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
    }

    private static bool IsProbe(string route) =>
        route.StartsWith("/health", StringComparison.Ordinal) || route.StartsWith("/metrics", StringComparison.Ordinal);

    // A method can be any word; as a label each would be a series of its own.
    private static string MethodOf(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" ? method : "other";

    [LoggerMessage(Message = "{Method} {Route} {Status} {Milliseconds} ms office {OfficeId} key {KeyId} trace {TraceId}")]
    private static partial void LogRequest(
        ILogger logger, LogLevel level, string method, string route, int status, double milliseconds, string? officeId, string? keyId,
        string traceId);
}
