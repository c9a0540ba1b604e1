using System;
using System.Formats.Asn1;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.TestSupport;

/// <summary>Certificates built as KamuSM's are, issued by an invented authority that lives as long as the process.</summary>
public static class TestCertificates
{
    private const string MaliMuhurPolicy = "2.16.792.1.2.1.1.5.7.4.1";
    private const string MaliMuhurUsage = "2.16.792.1.2.1.1.5.7.50.1";
    private const string EncryptionUsage = "2.16.792.1.2.1.1.5.7.50.2";
    private static readonly Lazy<X509Certificate2> s_authority = new(CreateAuthority);

    /// <summary>The authority's certificate, with its key. Like KamuSM's it has an EC key even where the leaves have RSA keys.</summary>
    public static X509Certificate2 Authority => s_authority.Value;

    /// <summary>A mali mühür for a VKN or a sole trader's TCKN, valid for three years from a month ago if nothing else is said.</summary>
    public static X509Certificate2 CreateMaliMuhur(
        string identifier, string title, KeyKind keyKind, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        Issue(Subject(identifier, title), keyKind, X509KeyUsageFlags.DigitalSignature, MaliMuhurUsage, notBefore, notAfter,
            Policies(MaliMuhurPolicy));

    /// <summary>The encryption certificate that a mali mühür card holds too.</summary>
    public static X509Certificate2 CreateEncryption(string identifier, string title, KeyKind keyKind) =>
        Issue(Subject(identifier, title), keyKind, X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment,
            EncryptionUsage, null, null, Policies(MaliMuhurPolicy));

    /// <summary>A qualified certificate (NES, e-imza) of a person.</summary>
    public static X509Certificate2 CreateEImza(string identifier, string name, KeyKind keyKind) =>
        Issue(Subject(identifier, name, "TR"), keyKind, X509KeyUsageFlags.NonRepudiation, null, null, null,
            Statements("0.4.0.1862.1.1", "2.16.792.1.61.0.1.5070.1.1"));

    /// <summary>A corporate seal (kurumsal e-mühür).</summary>
    public static X509Certificate2 CreateEMuhur(string identifier, string title, KeyKind keyKind) =>
        Issue(Subject(identifier, title), keyKind, X509KeyUsageFlags.DigitalSignature, null, null, null,
            Statements("2.16.792.1.61.0.1.5070.1.1", "2.16.792.1.61.0.1.5070.1.3"));

    /// <summary>What the simulator counter-signs berats with.</summary>
    public static X509Certificate2 CreateGibCertificate() =>
        CreateMaliMuhur("1111111114", "Gelir İdaresi Başkanlığı", KeyKind.Rsa);

    /// <summary>Writes the certificate with its key as a PFX file.</summary>
    public static void CreatePfx(X509Certificate2 certificate, string path, string password) =>
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));

    private static X509Certificate2 Issue(
        X500DistinguishedName subject, KeyKind keyKind, X509KeyUsageFlags usage, string? extendedUsage,
        DateTimeOffset? notBefore, DateTimeOffset? notAfter, X509Extension statement)
    {
        using RSA? rsa = keyKind == KeyKind.Rsa ? RsaKeys.Create($"{subject.Name} {usage}") : null;
        using ECDsa? ecdsa = keyKind == KeyKind.Ec ? ECDsa.Create(ECCurve.NamedCurves.nistP384) : null;
        CertificateRequest request = rsa is null
            ? new CertificateRequest(subject, ecdsa!, HashAlgorithmName.SHA384)
            : new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(statement);
        if (extendedUsage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(extendedUsage)], critical: false));
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Authority, true, false));
        DateTimeOffset start = notBefore ?? DateTimeOffset.UtcNow.AddDays(-30);
        using ECDsa authorityKey = Authority.GetECDsaPrivateKey()!;
        using X509Certificate2 certificate = request.Create(
            Authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), start, notAfter ?? start.AddYears(3), Serial());
        return rsa is null ? certificate.CopyWithPrivateKey(ecdsa!) : certificate.CopyWithPrivateKey(rsa);
    }

    private static X509Certificate2 CreateAuthority()
    {
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - DefterX");
        name.AddOrganizationalUnitName("Test");
        name.AddOrganizationName("DefterX Test Sertifika Merkezi");
        name.AddLocalityName("Gebze - Kocaeli");
        name.AddCountryOrRegion("TR");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(
            new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static X500DistinguishedName Subject(string identifier, string commonName, string? country = null)
    {
        X500DistinguishedNameBuilder name = new();
        name.Add("2.5.4.5", identifier, UniversalTagNumber.PrintableString);
        name.AddCommonName(commonName);
        if (country is not null) name.AddCountryOrRegion(country);
        return name.Build();
    }

    private static X509Extension Policies(string oid) => List("2.5.29.32", oid);

    private static X509Extension Statements(params string[] oids) => List("1.3.6.1.5.5.7.1.3", oids);

    // SEQUENCE OF SEQUENCE { OBJECT IDENTIFIER }
    private static X509Extension List(string extension, params string[] oids)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (string oid in oids)
            {
                using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
            }
        }

        return new X509Extension(extension, writer.Encode(), critical: false);
    }

    private static byte[] Serial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
