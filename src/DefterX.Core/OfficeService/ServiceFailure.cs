using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Explains what an office service refused, or why it did not answer.</summary>
internal static class ServiceFailure
{
    private const int LargestProblem = 1 << 16;

    /// <summary>It was not reached.</summary>
    public static DefterXException Unreachable(Uri address, Exception cause) => new(
        ErrorIds.ServiceUnreachable, Text.Format(Strings.ServiceUnreachable, address, CauseOf(cause)), address, cause);

    /// <summary>It did not answer in time.</summary>
    public static DefterXException TooSlow(Uri address, TimeSpan limit, Exception cause) => new(
        ErrorIds.OperationTimeout, Text.Format(Strings.ServiceTooSlow, address, limit.TotalSeconds), address, cause);

    /// <summary>What answers is no service of offices, or one that says something else than this module knows.</summary>
    public static DefterXException NotUnderstood(Uri address, Exception? cause = null) => new(
        ErrorIds.ServiceIncompatible, Text.Format(Strings.ServiceNotUnderstood, address), address, cause);

    /// <summary>It is older, or newer, than this module can deal with.</summary>
    public static DefterXException WrongVersion(Uri address, ServiceInfo info) => new(
        ErrorIds.ServiceIncompatible,
        Text.Format(
            info.ApiVersion < ServiceInfo.CurrentApiVersion ? Strings.ServiceTooOld : Strings.ServiceTooNew,
            address,
            info.Version,
            info.ApiVersion,
            ServiceInfo.CurrentApiVersion),
        address);

    /// <summary>What it refused; a <see cref="TransientServiceException"/> where that may pass.</summary>
    public static async Task<Exception> OfAsync(HttpResponseMessage response, Uri address, object? subject)
    {
        ServiceProblem? problem = await ReadAsync(response).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        TimeSpan? retryAfter = response.Headers.RetryAfter?.Delta
            ?? (problem?.RetryAfterSeconds is double seconds ? TimeSpan.FromSeconds(seconds) : null);
        if (status is 408 or 502 or 503 or 504 && problem?.Code != ServiceCodes.MailNotSent)
        {
            string text = problem?.Detail ?? Text.Format(Strings.StatusCode, status);
            Exception cause = problem?.Code is null ? new HttpRequestException(text) : new ServiceProblemException(problem);
            DefterXException busy = new(ErrorIds.ServiceUnreachable, Text.Format(Strings.ServiceUnreachable, address, text), address, cause);
            return new TransientServiceException(busy, retryAfter);
        }

        if (problem?.Code is null) return NotUnderstood(address, new HttpRequestException(Text.Format(Strings.StatusCode, status)));
        string detail = problem.Detail ?? problem.Title ?? problem.Code;
        return Explain(problem, detail, address, subject);
    }

    /// <summary>The code of what the service refused; null for any other failure.</summary>
    public static string? CodeOf(Exception failure) => (failure.InnerException as ServiceProblemException)?.Problem.Code;

    /// <summary>What the service refused; null for any other failure.</summary>
    public static ServiceProblem? ProblemOf(Exception failure) => (failure.InnerException as ServiceProblemException)?.Problem;

    /// <summary>Why an answer did not come, without what follows from it.</summary>
    public static string ReasonOf(DefterXException failure) =>
        failure.ErrorId == ErrorIds.OperationTimeout ? failure.Message : CauseOf(failure);

    private static DefterXException Explain(ServiceProblem problem, string detail, Uri address, object? subject)
    {
        (string errorId, string message, object? target) = problem.Code switch
        {
            ServiceCodes.LoginRejected => (ErrorIds.LoginRejected, Text.Format(Strings.LoginRejected, address), address),
            ServiceCodes.LoginThrottled => (
                ErrorIds.LoginThrottled,
                Text.Format(Strings.LoginThrottled, Math.Ceiling(problem.RetryAfterSeconds ?? 1), address),
                address),
            ServiceCodes.SessionInvalid or ServiceCodes.SessionExpired or ServiceCodes.SessionRevoked =>
                (ErrorIds.SessionExpired, Text.Format(Strings.SessionEnded, address, detail), address),
            ServiceCodes.RoleRequired => (ErrorIds.RoleRequired, Text.Format(Strings.RoleRequired, detail), subject ?? address),
            ServiceCodes.MonthLeased when problem.Holder is LeaseHolder holder => (
                ErrorIds.LedgerLocked,
                Text.Format(Strings.MonthLeased, subject, holder.User, holder.Machine, holder.Since.ToLocalTime()),
                subject),
            ServiceCodes.MonthLeased or ServiceCodes.LeaseLost => (ErrorIds.LedgerLocked, Text.Format(Strings.LeaseLost, subject), subject),
            ServiceCodes.VersionConflict => (ErrorIds.ServiceConflict, Text.Format(Strings.ServiceConflict, subject), subject),
            ServiceCodes.MailNotSent => (ErrorIds.MailNotSent, Text.Format(Strings.MailNotSent, address, detail), subject ?? address),
            ServiceCodes.FirmNotFound => (ErrorIds.FirmNotFound, detail, subject),
            ServiceCodes.FirmHasBooks => (ErrorIds.LedgerExists, detail, subject),
            _ => (
                ErrorIds.ServiceRejected,
                Text.Format(Strings.ServiceRejected, address, problem.Code, detail, problem.TraceId),
                subject ?? address),
        };
        return new DefterXException(errorId, message, target, new ServiceProblemException(problem));
    }

    private static async Task<ServiceProblem?> ReadAsync(HttpResponseMessage response)
    {
        if (response.Content?.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json")) return null;
        if (response.Content.Headers.ContentLength > LargestProblem) return null;
        try
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return JsonSerializer.Deserialize<ServiceProblem>(body, ServiceJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string CauseOf(Exception failure)
    {
        Exception innermost = failure;
        while (innermost.InnerException is Exception inner)
        {
            // What TLS says of a certificate; within it is at most the system's number.
            if (innermost is AuthenticationException) break;
            innermost = inner;
        }

        return innermost switch
        {
            AuthenticationException => Text.Format(Strings.ReasonCertificate, innermost.Message),
            SocketException socket => CauseOf(socket),
            _ => innermost.Message,
        };
    }

    private static string CauseOf(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Strings.ReasonNotListening,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Strings.ReasonUnknownName,
        SocketError.TimedOut => Strings.ReasonTimedOut,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => Strings.ReasonNoWay,
        _ => failure.Message,
    };
}
