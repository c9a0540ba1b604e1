using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;

namespace DefterX.Tests;

/// <summary>A key in memory, with a certificate of its own making or of the invented authority.</summary>
internal sealed class SoftwareKey : ISigningKey, IDisposable
{
    private static readonly DateTimeOffset s_notBefore = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_notAfter = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm _key;

    private SoftwareKey(AsymmetricAlgorithm key, X509Certificate2 certificate, params X509Certificate2[] issuers)
    {
        _key = key;
        Certificate = X509CertificateLoader.LoadCertificate(certificate.RawData);
        Chain = [Certificate, .. issuers];
        Algorithm = key is RSA ? SigningAlgorithm.RsaSha256 : SigningAlgorithm.EcdsaSha384;
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm { get; }

    /// <summary>The builder encodes what was added last first.</summary>
    public static X500DistinguishedName DefaultName
    {
        get
        {
            X500DistinguishedNameBuilder name = new();
            name.AddCommonName("#Deneme İğne & İplik A.Ş. ");
            name.Add("2.5.4.5", "9999999999", UniversalTagNumber.PrintableString);
            name.AddOrganizationName("Örnek, Şirket + \"Ortakları\" <A;B>");
            name.AddCountryOrRegion("TR");
            return name.Build();
        }
    }

    public static SoftwareKey Rsa(X500DistinguishedName? name = null, DateTimeOffset? notAfter = null)
    {
        name ??= DefaultName;
        RSA rsa = RsaKeys.Create(name.Name);
        CertificateRequest request = new(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return SelfSigned(rsa, request, notAfter ?? s_notAfter);
    }

    public static SoftwareKey Ec(X500DistinguishedName? name = null)
    {
        ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return SelfSigned(ecdsa, new CertificateRequest(name ?? DefaultName, ecdsa, HashAlgorithmName.SHA384), s_notAfter);
    }

    /// <summary>A mali mühür for 1234567808 with its issuer in the chain.</summary>
    public static SoftwareKey Issued(SigningAlgorithm algorithm)
    {
        KeyKind kind = algorithm == SigningAlgorithm.RsaSha256 ? KeyKind.Rsa : KeyKind.Ec;
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("1234567808", "Deneme Çağrı İnşaat A.Ş.", kind);
        AsymmetricAlgorithm key = kind == KeyKind.Rsa ? certificate.GetRSAPrivateKey()! : certificate.GetECDsaPrivateKey()!;
        return new SoftwareKey(key, certificate, X509CertificateLoader.LoadCertificate(TestCertificates.Authority.RawData));
    }

    /// <summary>A key with a certificate that was issued for it.</summary>
    public static SoftwareKey Of(AsymmetricAlgorithm key, X509Certificate2 certificate) => new(key, certificate);

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _key is RSA rsa
            ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(data, HashAlgorithmName.SHA384);
    }

    public string ExportPrivateKeyPem() => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        _key.Dispose();
        foreach (X509Certificate2 certificate in Chain) certificate.Dispose();
    }

    private static SoftwareKey SelfSigned(AsymmetricAlgorithm key, CertificateRequest request, DateTimeOffset notAfter)
    {
        using X509Certificate2 certificate = request.CreateSelfSigned(s_notBefore, notAfter);
        return new SoftwareKey(key, certificate);
    }
}
