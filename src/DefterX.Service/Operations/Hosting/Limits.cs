using System;
using DefterX.Service.Operations.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DefterX.Service.Operations.Hosting;

/// <summary>What a client may ask of the server: sizes, speeds and numbers. Uploads lift the size of the body for themselves.</summary>
internal static class Limits
{
    /// <summary>Largest body of a request but for uploads, in bytes.</summary>
    public const long JsonBody = 4 * 1024 * 1024;

    // Bytes a second; after the grace a slower peer is cut off. A modem of 1998 is faster.
    private const double SlowestRate = 1024;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    /// <param name="options">Kestrel's.</param>
    /// <param name="maximumConnections">Of all clients together.</param>
    /// <param name="certificate">For https; null without it.</param>
    public static void Apply(KestrelServerOptions options, long maximumConnections, CertificateSource? certificate)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        KestrelServerLimits limits = options.Limits;
        limits.MaxConcurrentConnections = maximumConnections;
        limits.MaxRequestBodySize = JsonBody;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestRate, s_grace);
        limits.MinResponseDataRate = new MinDataRate(SlowestRate, s_grace);
        limits.Http2.MaxStreamsPerConnection = 64;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        if (certificate is null) return;
        options.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13;
            https.ServerCertificateSelector = (_, _) => certificate.Current.TargetCertificate as
                System.Security.Cryptography.X509Certificates.X509Certificate2;
            // With the context instead of the certificate alone the chain is sent along.
            https.OnAuthenticate = (_, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = certificate.Current;
            };
        });
    }
}
