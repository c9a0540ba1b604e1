using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Tests.Signatures;

/// <summary>A key that is too short today: RSA-1024 or EC P-224.</summary>
internal sealed class WeakKey : ISigningKey, IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    public WeakKey(string name)
    {
        _key = name == "RSA-1024" ? RSA.Create(1024) : ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));
        CertificateRequest request = _key is RSA rsa
            ? new CertificateRequest(SoftwareKey.DefaultName, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(SoftwareKey.DefaultName, (ECDsa)_key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate =
            request.CreateSelfSigned(Documents.SigningTime.AddYears(-1), Documents.SigningTime.AddYears(1));
        Certificate = X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain => [Certificate];

    public SigningAlgorithm Algorithm => _key is RSA ? SigningAlgorithm.RsaSha256 : SigningAlgorithm.EcdsaSha384;

    public byte[] Sign(byte[] data, CancellationToken cancellationToken) => _key is RSA rsa
        ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : ((ECDsa)_key).SignData(data, HashAlgorithmName.SHA384);

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }
}
