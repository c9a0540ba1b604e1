using System;
using System.Diagnostics;
using System.IO;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Tests.GibSimulator;

/// <summary>A key with a certificate of an invented CA; xmlsec1 signs with it, so that nothing of ours is on this side.</summary>
internal sealed class TestSigner : IDisposable
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const string C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private readonly string _folder = Directory.CreateTempSubdirectory("signer").FullName;

    public TestSigner(string identifier, string kind = "rsa", int validDays = 30)
    {
        Identifier = identifier;
        Method = "http://www.w3.org/2001/04/xmldsig-more#" + (kind == "rsa" ? "rsa-sha256" : "ecdsa-sha384");
        X500DistinguishedNameBuilder name = new();
        name.Add("2.5.4.5", identifier);
        name.AddCommonName("Örnek İnşaat Şirketi " + identifier);
        using RSA? rsa = kind == "rsa" ? RSA.Create(2048) : null;
        using ECDsa? ec = kind == "rsa" ? null : ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = rsa is not null
            ? new(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new(name.Build(), ec!, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(Issuer.GetECDsaPrivateKey()!);
        Certificate = request.Create(
            Issuer.SubjectName, generator, now.AddDays(Math.Min(-1, validDays - 10)), now.AddDays(validDays), RandomNumberGenerator.GetBytes(8));
        string key = rsa?.ExportPkcs8PrivateKeyPem() ?? ec!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key);
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), Certificate.ExportCertificatePem());
    }

    public static X509Certificate2 Issuer { get; } = NewIssuer();

    public string Identifier { get; }

    public string Method { get; }

    public X509Certificate2 Certificate { get; }

    public void Dispose()
    {
        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The document with an enveloped XAdES signature; <paramref name="edit"/> changes the template first.</summary>
    public string Sign(string document, Func<string, string>? edit = null)
    {
        int end = document.LastIndexOf("</edefter:", StringComparison.Ordinal);
        string template = (edit ?? (text => text))(XadesTemplate());
        return Xmlsec(document.Insert(end, template),
            "--id-attr:Id", Xades + ":SignedProperties", "--node-xpath", "/*/*[local-name()='Signature']");
    }

    /// <summary>Lets xmlsec1 fill in digests, value and certificate of a template.</summary>
    public string Xmlsec(string template, params string[] options)
    {
        string input = Path.Combine(_folder, Guid.NewGuid() + ".xml"), output = input + ".signed";
        File.WriteAllText(input, template);
        ProcessStartInfo start = new("xmlsec1") { RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (string argument in (string[])["--sign", "--privkey-pem", "key.pem,certificate.pem", .. options, "--output", output, input])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? File.ReadAllText(output) : throw new InvalidOperationException(errors);
    }

    private string XadesTemplate()
    {
        string id = Guid.NewGuid().ToString();
        BigInteger serial = new(Certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        return $"""
            <ds:Signature xmlns:ds="{Ds}" Id="Signature-Id-{id}">
            <ds:SignedInfo>
            <ds:CanonicalizationMethod Algorithm="{C14N}"/>
            <ds:SignatureMethod Algorithm="{Method}"/>
            <ds:Reference Id="Reference-Id-{id}" Type="http://uri.etsi.org/01903#SignedProperties" URI="#Signed-Properties-Id-{id}">
            <ds:DigestMethod Algorithm="{Sha256}"/>
            <ds:DigestValue/>
            </ds:Reference>
            <ds:Reference URI="">
            <ds:Transforms>
            <ds:Transform Algorithm="{Ds}enveloped-signature"/>
            </ds:Transforms>
            <ds:DigestMethod Algorithm="{Sha256}"/>
            <ds:DigestValue/>
            </ds:Reference>
            </ds:SignedInfo>
            <ds:SignatureValue Id="Signature-Value-Id-{id}"/>
            <ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data>{(Method.Contains("rsa", StringComparison.Ordinal) ? "<ds:KeyValue/>" : "")}</ds:KeyInfo>
            <ds:Object Id="Object-Id-{id}"><xades:QualifyingProperties xmlns:xades="{Xades}" Target="#Signature-Id-{id}">
            <xades:SignedProperties Id="Signed-Properties-Id-{id}"><xades:SignedSignatureProperties>
            <xades:SigningTime>{DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(3)):yyyy-MM-ddTHH\:mm\:ss.fffzzz}</xades:SigningTime>
            <xades:SigningCertificate><xades:Cert>
            <xades:CertDigest><ds:DigestMethod Algorithm="{Sha256}"/><ds:DigestValue>{Convert.ToBase64String(SHA256.HashData(Certificate.RawData))}</ds:DigestValue></xades:CertDigest>
            <xades:IssuerSerial><ds:X509IssuerName>CN=Deneme Sertifika Hizmet Sağlayıcısı,C=TR</ds:X509IssuerName><ds:X509SerialNumber>{serial}</ds:X509SerialNumber></xades:IssuerSerial>
            </xades:Cert></xades:SigningCertificate>
            </xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>
            </ds:Signature>
            """.Replace("\r", "", StringComparison.Ordinal);
    }

    private static X509Certificate2 NewIssuer()
    {
        X500DistinguishedNameBuilder name = new();
        // The builder encodes the last one first.
        name.AddCommonName("Deneme Sertifika Hizmet Sağlayıcısı");
        name.AddCountryOrRegion("TR");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(5));
    }
}
