using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Tests.Gib;

/// <summary>An RSA-2048 or P-384 key in memory, with a certificate that an invented authority issued.</summary>
internal sealed class TestSigningKey : ISigningKey, IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private TestSigningKey(AsymmetricAlgorithm key, AsymmetricAlgorithm issuerKey, SigningAlgorithm algorithm)
    {
        _key = key;
        Algorithm = algorithm;
        DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(-1);
        CertificateRequest issuerRequest = Request("CN=Örnek Elektronik Sertifika Sağlayıcısı, C=TR", issuerKey);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 issuer = issuerRequest.CreateSelfSigned(start, start.AddYears(5));
        CertificateRequest request = Request("CN=Deneme Çağrı İnşaat A.Ş., SERIALNUMBER=1234567808, C=TR", key);
        Certificate = request.Create(issuer, start, start.AddYears(3), [1, 2, 3, 4]);
        Chain = [Certificate, X509CertificateLoader.LoadCertificate(issuer.RawData)];
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm { get; }

    public static TestSigningKey Create(SigningAlgorithm algorithm)
    {
        if (algorithm == SigningAlgorithm.EcdsaSha384)
        {
            using ECDsa ecIssuer = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            return new(ECDsa.Create(ECCurve.NamedCurves.nistP384), ecIssuer, algorithm);
        }

        using RSA rsaIssuer = RSA.Create(2048);
        return new(RSA.Create(2048), rsaIssuer, algorithm);
    }

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _key is RSA rsa
            ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(data, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose()
    {
        _key.Dispose();
        foreach (X509Certificate2 certificate in Chain) certificate.Dispose();
    }

    private static CertificateRequest Request(string subject, AsymmetricAlgorithm key) => key is RSA rsa
        ? new(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new(subject, (ECDsa)key, HashAlgorithmName.SHA384);
}
