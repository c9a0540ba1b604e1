using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DefterX.Service.Problems;

/// <summary>Answers failures with problems; what is the service's own fault is logged and not told.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The client went away: nobody reads an answer.
        if (httpContext.RequestAborted.IsCancellationRequested || exception is ConnectionResetException) return true;
        ServiceException problem = Understand(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            // The route, not the path: that names firms.
            Endpoint? endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
            logger.LogError(exception, "{Method} {Endpoint} failed: {Code}.", httpContext.Request.Method, endpoint?.DisplayName, problem.Code);
        }

        if (IsTooMuch(problem)) CloseAfterwards(httpContext);
        await ServiceProblems.WriteAsync(httpContext, problem);
        return true;
    }

    private static bool IsTooMuch(ServiceException problem) =>
        problem.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status422UnprocessableEntity;

    // Whoever sends more than was to come may go on for as long as it is read, so it is not: the connection ends with the answer.
    private static void CloseAfterwards(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
    }

    private static ServiceException Understand(Exception exception) => exception switch
    {
        ServiceException known => known,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(ServiceCodes.TooLarge, StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => new(ServiceCodes.RequestInvalid, bad.StatusCode, inner: bad),
        JsonException json => Malformed(json),
        // A text that PostgreSQL cannot keep: with a zero, or half a surrogate pair.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            new(ServiceCodes.RequestInvalid, StatusCodes.Status400BadRequest, inner: exception),
        // The database is away or at its limit: what was asked may be asked again.
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException or TimeoutException } or TimeoutException
            or SqliteException { SqliteErrorCode: 5 or 6 } =>
            new(ServiceCodes.Busy, StatusCodes.Status503ServiceUnavailable, inner: exception) { RetryAfterSeconds = 2 },
        _ => new(ServiceCodes.Unexpected, StatusCodes.Status500InternalServerError, inner: exception),
    };

    // The path and the position tell where; the exception's own message could repeat what was sent.
    private static ServiceException Malformed(JsonException exception) => new(
        ServiceCodes.RequestInvalid,
        StatusCodes.Status400BadRequest,
        Text.Format(Strings.JsonMalformed, exception.Path ?? "$", (exception.LineNumber ?? 0) + 1),
        exception);
}
