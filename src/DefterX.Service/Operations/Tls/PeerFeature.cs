using System.Net;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Operations.Tls;

/// <summary>Who is really at the other end of a connection, whatever headers say.</summary>
/// <param name="Address">Of the connection; null in tests without one.</param>
/// <param name="IsForwarded">Whether the request says that it came for another.</param>
internal sealed record PeerFeature(IPAddress? Address, bool IsForwarded)
{
    /// <summary>Whether the request was made on this machine, by nobody's order.</summary>
    public bool IsLocal => !IsForwarded && (Address is null || IPAddress.IsLoopback(Address));

    /// <summary>Reads it, before any header is given a meaning.</summary>
    public static PeerFeature Of(HttpContext context) => new(
        context.Connection.RemoteIpAddress,
        context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("X-Forwarded-Proto")
            || context.Request.Headers.ContainsKey("Forwarded"));
}
