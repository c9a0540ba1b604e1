using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Problems;

/// <summary>Writes problems (RFC 9457) in the request's language.</summary>
internal static class ServiceProblems
{
    public const string ContentType = "application/problem+json";

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, ServiceException exception)
    {
        ServiceProblem problem = new()
        {
            Status = exception.Status,
            Title = TitleOf(exception.Code),
            Detail = exception.Detail,
            Code = exception.Code,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            RetryAfterSeconds = exception.RetryAfterSeconds,
            Holder = exception.Holder,
            Offset = exception.Offset,
        };
        context.Response.StatusCode = exception.Status;
        if (exception.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        if (exception.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsJsonAsync(problem, ServiceJson.Options, ContentType);
    }

    /// <summary>What a bare status means, as where no route fits.</summary>
    public static ServiceException FromStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(ServiceCodes.SessionInvalid, status),
        StatusCodes.Status403Forbidden => new(ServiceCodes.RoleRequired, status),
        StatusCodes.Status404NotFound => new(ServiceCodes.NotFound, status),
        StatusCodes.Status413PayloadTooLarge => new(ServiceCodes.TooLarge, status),
        StatusCodes.Status503ServiceUnavailable => new(ServiceCodes.Busy, status),
        >= 400 and < 500 => new(ServiceCodes.RequestInvalid, status),
        _ => new(ServiceCodes.Unexpected, status),
    };

    // The texts of the codes have the codes' names.
    private static string TitleOf(string code) => Strings.ResourceManager.GetString(code, CultureInfo.CurrentUICulture) ?? code;
}
