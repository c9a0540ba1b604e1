using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Tests.Signatures;

/// <summary>A key in memory with a self-made certificate.</summary>
internal sealed class SoftwareKey : ISigningKey
{
    private readonly AsymmetricAlgorithm _key;

    private SoftwareKey(AsymmetricAlgorithm key, CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        _key = key;
        using X509Certificate2 withKey = request.CreateSelfSigned(notBefore, notAfter);
        Certificate = X509CertificateLoader.LoadCertificate(withKey.RawData);
        Algorithm = key is RSA ? SigningAlgorithm.RsaSha256 : SigningAlgorithm.EcdsaSha384;
    }

    public X509Certificate2 Certificate { get; init; }

    public IReadOnlyList<X509Certificate2> Chain => [Certificate];

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
        RSA rsa = RSA.Create(2048);
        CertificateRequest request = new(name ?? DefaultName, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new SoftwareKey(rsa, request, NotBefore, notAfter ?? NotAfter);
    }

    public static SoftwareKey Ec(X500DistinguishedName? name = null)
    {
        ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new(name ?? DefaultName, ecdsa, HashAlgorithmName.SHA384);
        return new SoftwareKey(ecdsa, request, NotBefore, NotAfter);
    }

    public byte[] Sign(byte[] data, CancellationToken cancellationToken) => _key switch
    {
        RSA rsa => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.SignData(data, HashAlgorithmName.SHA384),
        _ => throw new InvalidOperationException(),
    };

    public string ExportPrivateKeyPem() => _key.ExportPkcs8PrivateKeyPem();

    private static DateTimeOffset NotBefore => new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset NotAfter => new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
