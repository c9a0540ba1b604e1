using System;
using DefterX.Devices;
using DefterX.Office;
using DefterX.Signatures;
using Microsoft.Extensions.Logging;

namespace DefterX.Gib;

/// <summary>GİB's web service as an office's settings have it.</summary>
internal static class GibService
{
    /// <summary>The office's own address, else that of its environment.</summary>
    public static Uri AddressOf(OfficeSettings settings) => settings.GibUri ?? GibEndpoints.Of(settings.GibEnvironment);

    /// <summary>A client whose requests a key signs.</summary>
    /// <param name="address">Where to; what travels are a taxpayer's books, so only this machine is reached without TLS.</param>
    /// <param name="settings">The office's settings; GİB's own form without an office.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibUnreachable"/>:
    /// the address is neither https nor loopback.</exception>
    public static GibClient Connect(Uri address, OfficeSettings? settings, ISigningKey key, ILogger logger)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw new DefterXException(ErrorIds.GibUnreachable, Text.Format(Strings.AddressNotSecure, address), address);
        }

        GibClientOptions options = new()
        {
            Timeout = (settings?.GibRetry ?? new GibRetrySettings()).Timeout,
            TokenType = settings?.GibTokenType == GibTokenType.X509v3
                ? WsSecurityTokenType.X509V3
                : WsSecurityTokenType.X509PkiPath,
        };
        return new GibClient(address, key, options, logger);
    }
}
