using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Operations.Tls;

/// <summary>Refuses what comes in plain http from elsewhere than this machine.</summary>
internal sealed class TlsMiddleware(RequestDelegate next, TrustedProxies proxies)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps || IsAllowed(context)) return next(context);
        throw new ServiceException(ServiceCodes.TlsRequired, StatusCodes.Status403Forbidden, Strings.TlsRequiredHere);
    }

    // A proxy on this machine asks from loopback for all of the world; only what it forwards by its own word is not local.
    private bool IsAllowed(HttpContext context)
    {
        PeerFeature peer = context.Features.Get<PeerFeature>() ?? PeerFeature.Of(context);
        if (!peer.IsLocal) return false;
        return !proxies.Contains(peer.Address) || IsOwn(context.Request.Path);
    }

    private static bool IsOwn(PathString path) => path.Value is "/health/live" or "/health/ready" or "/metrics";
}
