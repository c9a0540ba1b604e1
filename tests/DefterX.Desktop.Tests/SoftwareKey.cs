using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace DefterX.Tests;

/// <summary>An RSA key in memory, with a certificate of its own making.</summary>
internal sealed class SoftwareKey : ISigningKey, IDisposable
{
    private readonly RSA _key;

    private SoftwareKey(RSA key, X509Certificate2 certificate)
    {
        _key = key;
        Certificate = certificate;
        Chain = [certificate];
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm => SigningAlgorithm.RsaSha256;

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
        RSA rsa = new RSACryptoServiceProvider(2048);
        return new SoftwareKey(rsa, SelfSigned(rsa, name ?? DefaultName, notAfter ?? new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    public static SoftwareKey Ec(X500DistinguishedName? name = null) => throw new LeftOutException("Mono has no EC keys.");

    /// <summary>A key that takes the place of one with an issuer.</summary>
    public static SoftwareKey Issued(SigningAlgorithm algorithm) => algorithm == SigningAlgorithm.RsaSha256 ? Rsa() : Ec();

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public string ExportPrivateKeyPem()
    {
        using StringWriter text = new();
        using PemWriter writer = new(text);
        writer.WriteObject(DotNetUtilities.GetRsaKeyPair(_key.ExportParameters(true)).Private);
        return text.ToString();
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    // The framework of Mono makes no certificates.
    private static X509Certificate2 SelfSigned(RSA rsa, X500DistinguishedName name, DateTimeOffset notAfter)
    {
        AsymmetricCipherKeyPair pair = DotNetUtilities.GetRsaKeyPair(rsa.ExportParameters(true));
        X509V3CertificateGenerator generator = new();
        X509Name subject = X509Name.GetInstance(Asn1Object.FromByteArray(name.RawData));
        generator.SetSubjectDN(subject);
        generator.SetIssuerDN(subject);
        generator.SetSerialNumber(new BigInteger(1, Guid.NewGuid().ToByteArray()));
        generator.SetNotBefore(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        generator.SetNotAfter(notAfter.UtcDateTime);
        generator.SetPublicKey(pair.Public);
        return new X509Certificate2(generator.Generate(new Asn1SignatureFactory("SHA256WITHRSA", pair.Private)).GetEncoded());
    }
}
