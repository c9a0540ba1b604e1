using System;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Service.Operations.Hosting;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Operations.Tls;

/// <summary>The service's certificate from a file (PFX, or PEM with chain and perhaps key), read again when the file has changed, so
/// that a renewed one is taken without a restart.</summary>
internal sealed partial class CertificateSource
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string? _keyPath;
    private readonly string? _password;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _current;
    private DateTime _written;
    private long _lookedAt;

    /// <param name="path">The file.</param>
    /// <param name="keyPath">The key's file (PEM), where it is apart.</param>
    /// <param name="password">Of the PFX or the key.</param>
    /// <exception cref="ServiceStartException">It cannot be read or has no private key.</exception>
    public CertificateSource(string path, string? keyPath, string? password, TimeProvider clock, ILogger logger)
    {
        (_path, _keyPath, _password, _clock, _logger) = (path, keyPath, password, clock, logger);
        try
        {
            _written = Written();
            _lookedAt = clock.GetTimestamp();
            _current = Read();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw new ServiceStartException(Text.Format(Strings.CertificateUnreadable, path, e.Message));
        }
    }

    /// <summary>The certificate with its chain.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_clock.GetElapsedTime(_lookedAt) >= s_pause) Renew();
                return _current;
            }
        }
    }

    private void Renew()
    {
        _lookedAt = _clock.GetTimestamp();
        try
        {
            DateTime written = Written();
            if (written == _written) return;
            _current = Read();
            _written = written;
            LogRenewed(_logger, _current.TargetCertificate.NotAfter);
        }
        catch (Exception e) when (IsFailure(e))
        {
            // Half of a pair may have been replaced; the next look sees both.
            LogUnreadable(_logger, _path, e.GetType().Name);
        }
    }

    // The later of both, as key and certificate are replaced one after the other.
    private DateTime Written()
    {
        DateTime certificate = File.GetLastWriteTimeUtc(_path);
        DateTime key = _keyPath is null ? certificate : File.GetLastWriteTimeUtc(_keyPath);
        return certificate > key ? certificate : key;
    }

    private SslStreamCertificateContext Read()
    {
        bool isPfx = Path.GetExtension(_path).ToUpperInvariant() is ".PFX" or ".P12";
        X509Certificate2Collection chain = [];
        X509Certificate2 certificate;
        if (!isPfx)
        {
            using X509Certificate2 ephemeral = _password is { Length: > 0 }
                ? X509Certificate2.CreateFromEncryptedPemFile(_path, _password, _keyPath)
                : X509Certificate2.CreateFromPemFile(_path, _keyPath);
            // Windows' TLS takes no key that lives in memory alone.
            certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
            chain.ImportFromPemFile(_path);
        }
        else
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(_path, _password);
            chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(_path, _password);
        }

        if (!certificate.HasPrivateKey) throw new CryptographicException(Strings.PrivateKeyMissing);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException;

    [LoggerMessage(Level = LogLevel.Information, Message = "Read the certificate anew; it is valid until {NotAfter:o}")]
    private static partial void LogRenewed(ILogger logger, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate in {Path} has changed and cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string path, string reason);
}
