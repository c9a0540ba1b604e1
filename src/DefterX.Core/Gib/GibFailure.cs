using System;
using System.Net;

namespace DefterX.Gib;

/// <summary>What a call to GİB's service failed of, which decides whether it is made again.</summary>
internal enum GibFailureKind
{
    /// <summary>No answer, or none of GİB's: whether the call did anything is not known. Passes by itself.</summary>
    Network,

    /// <summary>A fault of GİB's own (110, 112, 113, 203, 206, 303). Passes by itself.</summary>
    Service,

    /// <summary>This taxpayer cannot upload at the moment (114). Passes by itself, and says nothing about others.</summary>
    Taxpayer,

    /// <summary>A fault of the package or of the question about it: the same call fails again.</summary>
    Package,

    /// <summary>GİB does not take the signer's word, or the message's signature: the same call fails again.</summary>
    Authorization,
}

/// <summary>Marks failures of GİB's service with their kind.</summary>
internal static class GibFailure
{
    private const string KindKey = "GibFailure";
    private const string RetryAfterKey = "GibRetryAfter";

    /// <summary>The kind of a failure; null where it is not one of GİB's service.</summary>
    public static GibFailureKind? KindOf(Exception exception) => exception switch
    {
        { Data: var data } when data[KindKey] is GibFailureKind kind => kind,
        DefterXException { ErrorId: ErrorIds.GibUnreachable or ErrorIds.OperationTimeout } => GibFailureKind.Network,
        DefterXException { ErrorId: ErrorIds.GibRejected } => GibFailureKind.Package,
        DefterXException { ErrorId: ErrorIds.GibNotAuthorized } => GibFailureKind.Authorization,
        _ => null,
    };

    /// <summary>Whether the same call may succeed later.</summary>
    public static bool IsTransient(Exception exception) =>
        KindOf(exception) is GibFailureKind.Network or GibFailureKind.Service or GibFailureKind.Taxpayer;

    /// <summary>How long the server wants to be left alone (RFC 9110, 10.2.3), or null.</summary>
    public static TimeSpan? RetryAfterOf(Exception exception) => exception.Data[RetryAfterKey] as TimeSpan?;

    public static void Mark(Exception exception, GibFailureKind kind, TimeSpan? retryAfter = null)
    {
        exception.Data[KindKey] = kind;
        if (retryAfter is TimeSpan wait) exception.Data[RetryAfterKey] = wait;
    }

    /// <summary>The kind of an HTTP status without a SOAP answer (RFC 9110, 15): too much at once and the server's own errors pass.</summary>
    public static GibFailureKind OfStatus(HttpStatusCode status) => (int)status switch
    {
        408 or 425 or 429 or >= 500 => GibFailureKind.Network,
        401 or 403 or 407 => GibFailureKind.Authorization,
        _ => GibFailureKind.Package,
    };

    /// <summary>The kind of a fault with one of GİB's codes (Web Servis Kılavuzu v1.7).</summary>
    public static GibFailureKind OfCode(int code) => code switch
    {
        110 or 112 or 113 or 203 or 206 or 303 => GibFailureKind.Service,
        114 => GibFailureKind.Taxpayer,
        101 or 102 or 109 or 205 or 305 => GibFailureKind.Authorization,
        _ => GibFailureKind.Package,
    };
}
