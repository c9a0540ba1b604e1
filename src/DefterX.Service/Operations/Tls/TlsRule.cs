using System;
using System.Collections.Generic;
using System.Net;
using DefterX.Service.Operations.Hosting;

namespace DefterX.Service.Operations.Tls;

/// <summary>Off this machine nothing is said without TLS: what travels are a taxpayer's books.</summary>
internal static class TlsRule
{
    /// <summary>Refuses addresses on which others than this machine would be listened to without TLS.</summary>
    /// <param name="urls">As <c>http://127.0.0.1:5341</c>; <c>+</c> and <c>*</c> stand for all of the machine's addresses.</param>
    /// <param name="proxies">With any, plain http is left to them; each request is looked at.</param>
    /// <param name="hasCertificate">Whether there is one for https.</param>
    /// <exception cref="ServiceStartException">With the address.</exception>
    public static void Check(IEnumerable<string> urls, TrustedProxies proxies, bool hasCertificate)
    {
        foreach (string url in urls)
        {
            if (!TryRead(url, out bool isHttps, out bool isLoopback))
            {
                throw new ServiceStartException(Text.Format(Strings.UrlInvalid, url));
            }

            if (isHttps && !hasCertificate) throw new ServiceStartException(Text.Format(Strings.CertificateMissing, url));
            if (!isHttps && !isLoopback && !proxies.Any) throw new ServiceStartException(Text.Format(Strings.TlsMissing, url));
        }
    }

    private static bool TryRead(string url, out bool isHttps, out bool isLoopback)
    {
        isHttps = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        isLoopback = false;
        if (!isHttps && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) return false;
        string rest = url[(isHttps ? 8 : 7)..];
        if (rest is ['+' or '*', ..]) return true;
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)) return false;
        isLoopback = uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.IdnHost, out IPAddress? address) && IPAddress.IsLoopback(address));
        return true;
    }
}
