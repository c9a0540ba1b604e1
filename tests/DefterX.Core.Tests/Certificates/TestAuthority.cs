using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.TestSupport;

namespace DefterX.Tests.Certificates;

/// <summary>A certificate with its key that issues others, as the test wants them.</summary>
internal sealed class TestAuthority
{
    private const X509KeyUsageFlags OfAuthority = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;
    private static readonly DateTimeOffset s_today = new(DateTime.UtcNow.Date, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm _key;

    private TestAuthority(AsymmetricAlgorithm key, X509Certificate2 certificate)
    {
        _key = key;
        Certificate = certificate;
    }

    public static DateTimeOffset NotBefore => s_today.AddYears(-2);

    public static DateTimeOffset NotAfter => s_today.AddYears(2);

    public X509Certificate2 Certificate { get; }

    public string SerialNumber => Certificate.SerialNumber;

    /// <summary>The key, to sign documents with.</summary>
    public SoftwareKey Signer => SoftwareKey.Of(_key, Certificate);

    /// <summary>A root that signed itself.</summary>
    public static TestAuthority Root(string name = "Kök", KeyKind kind = KeyKind.Ec, DateTimeOffset? notAfter = null)
    {
        AsymmetricAlgorithm key = NewKey(kind);
        CertificateRequest request = Request(name, key);
        AddExtensions(request, true, null, OfAuthority, []);
        using X509Certificate2 own = request.CreateSelfSigned(NotBefore, notAfter ?? NotAfter);
        return new TestAuthority(key, X509CertificateLoader.LoadCertificate(own.RawData));
    }

    /// <summary>An intermediate authority.</summary>
    public TestAuthority Authority(
        string name = "Ara Makam",
        KeyKind kind = KeyKind.Ec,
        bool isAuthority = true,
        int? pathLength = null,
        X509KeyUsageFlags usage = OfAuthority,
        DateTimeOffset? notAfter = null,
        params X509Extension[] extensions)
    {
        AsymmetricAlgorithm key = NewKey(kind);
        CertificateRequest request = Request(name, key);
        AddExtensions(request, isAuthority, pathLength, usage, extensions);
        return new TestAuthority(key, Issue(request, NotBefore, notAfter ?? NotAfter));
    }

    /// <summary>A certificate of a firm, with a key for those that sign with it.</summary>
    public TestAuthority Leaf(string name = "Deneme Şirketi", DateTimeOffset? notAfter = null, params X509Extension[] extensions)
    {
        AsymmetricAlgorithm key = NewKey(KeyKind.Ec);
        CertificateRequest request = Request(name, key);
        AddExtensions(request, false, null, X509KeyUsageFlags.DigitalSignature, extensions);
        return new TestAuthority(key, Issue(request, NotBefore, notAfter ?? NotAfter));
    }

    /// <summary>Another key of the same name: what it issues and signs is not this authority's.</summary>
    public TestAuthority Impostor() => Root(Certificate.GetNameInfo(X509NameType.SimpleName, false));

    /// <summary>AIA and CDP with one address each, where given.</summary>
    public static X509Extension[] Addresses(Uri? ocsp, Uri? crl)
    {
        List<X509Extension> extensions = [];
        if (ocsp is not null) extensions.Add(new X509AuthorityInformationAccessExtension([ocsp.ToString()], null));
        if (crl is null) return [.. extensions];
        extensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crl.ToString()]));
        return [.. extensions];
    }

    public string WriteCertificate(string path)
    {
        File.WriteAllText(path, Certificate.ExportCertificatePem());
        return path;
    }

    public string WriteKey(string path)
    {
        File.WriteAllText(path, _key.ExportPkcs8PrivateKeyPem());
        return path;
    }

    private X509Certificate2 Issue(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        byte[] serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        X509SignatureGenerator generator = _key is RSA rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)_key);
        return request.Create(Certificate.SubjectName, generator, notBefore, notAfter, serial);
    }

    private static AsymmetricAlgorithm NewKey(KeyKind kind) =>
        kind == KeyKind.Rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP384);

    private static CertificateRequest Request(string name, AsymmetricAlgorithm key)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(name);
        return key is RSA rsa
            ? new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject.Build(), (ECDsa)key, HashAlgorithmName.SHA384);
    }

    private static void AddExtensions(
        CertificateRequest request, bool isAuthority, int? pathLength, X509KeyUsageFlags usage, X509Extension[] extensions)
    {
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, pathLength is not null, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        foreach (X509Extension extension in extensions) request.CertificateExtensions.Add(extension);
    }
}
