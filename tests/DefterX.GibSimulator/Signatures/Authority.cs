using System;
using System.Formats.Asn1;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.GibSimulator.Signatures;

/// <summary>The simulator's own certificate in the name of the Revenue Administration; its number is invented.</summary>
internal static class Authority
{
    public const string SerialNumber = "3900000000";

    // One key for all certificates of a process: making one takes longer than starting a simulator.
    private static readonly Lazy<RSAParameters> s_key = new(MakeKey);

    public static X509Certificate2 Create(DateTimeOffset now)
    {
        X500DistinguishedNameBuilder name = new();
        // The builder encodes the last one first.
        name.AddCommonName("Gelir İdaresi Başkanlığı");
        name.Add("2.5.4.5", SerialNumber, UniversalTagNumber.PrintableString);
        using RSA key = RSA.Create(s_key.Value);
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.CreateSelfSigned(now.AddYears(-1), now.AddYears(5));
    }

    /// <summary>The certificate kept in that file, which is made where it is missing.</summary>
    public static X509Certificate2 LoadOrCreate(string path, DateTimeOffset now)
    {
        if (File.Exists(path))
            return X509CertificateLoader.LoadPkcs12FromFile(path, password: null, X509KeyStorageFlags.Exportable);
        X509Certificate2 certificate = Create(now);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        return certificate;
    }

    private static RSAParameters MakeKey()
    {
        using RSA key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
