using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Operations.Tls;

/// <summary>Headers of every answer, failures too: nothing is guessed, framed, run or kept by whoever shows or forwards it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Sets them at the last moment, as the handling of a failure clears what was set before.</summary>
    public static void AddTo(HttpContext context) => context.Response.OnStarting(Set, context);

    private static Task Set(object state)
    {
        HttpContext context = (HttpContext)state;
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }
}
