using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace DefterX.Devices;

/// <summary>The key of a PFX file, in memory.</summary>
internal sealed class PfxSigningKey : ISigningKey, IDisposable
{
    private readonly object _lock = new();
    private readonly X509Certificate2 _withKey;
    private readonly string _name;
    private bool _closed;

    public PfxSigningKey(X509Certificate2 withKey, SigningAlgorithm algorithm, string name)
    {
        _withKey = withKey;
        _name = name;
        Algorithm = algorithm;
        Certificate = new X509Certificate2(withKey.RawData);
        Chain = [Certificate];
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm { get; }

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_closed)
            {
                throw new DefterXException(ErrorIds.DeviceRequired, Text.Format(Strings.DeviceDisconnected, _name), _name);
            }

            if (Algorithm == SigningAlgorithm.RsaSha256)
            {
                using RSA rsa = _withKey.GetRSAPrivateKey()!;
                return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }

            // r||s in every .NET (IEEE P1363).
            using ECDsa ecdsa = _withKey.GetECDsaPrivateKey()!;
            return ecdsa.SignData(data, HashAlgorithmName.SHA384);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _withKey.Dispose();
        }
    }
}
