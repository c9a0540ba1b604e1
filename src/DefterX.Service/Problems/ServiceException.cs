using System;
using DefterX.OfficeService.Contracts;

namespace DefterX.Service.Problems;

/// <summary>Why a request is refused; becomes a <see cref="ServiceProblem"/>.</summary>
/// <param name="code">One of <see cref="ServiceCodes"/>.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What and where, in the request's language; without a secret. Null leaves it to the code's own text.</param>
/// <param name="inner">The cause, for the log alone.</param>
internal sealed class ServiceException(string code, int status, string? detail = null, Exception? inner = null)
    : Exception(detail ?? code, inner)
{
    /// <summary>One of <see cref="ServiceCodes"/>.</summary>
    public string Code => code;

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>What and where, or null.</summary>
    public string? Detail => detail;

    /// <summary>How long to wait before trying again; also sent as Retry-After.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>Who has the month.</summary>
    public LeaseHolder? Holder { get; init; }

    /// <summary>Where an upload stands.</summary>
    public long? Offset { get; init; }

    /// <summary>400: the request is not what the API describes.</summary>
    public static ServiceException Invalid(string detail) => new(ServiceCodes.RequestInvalid, 400, detail);

    /// <summary>404: nothing is there, or it is another office's.</summary>
    public static ServiceException NotFound(string code = ServiceCodes.NotFound) => new(code, 404);
}
