using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DefterX.Service.Operations.Hosting;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-certificate-").FullName;

    [Theory]
    [InlineData("a.pfx", false)]
    [InlineData("a.pem", false)]
    [InlineData("fullchain.crt", true)]
    public async Task A_service_with_a_certificate_answers_over_https_with_its_chain(string name, bool isKeyApart)
    {
        (X509Certificate2 root, X509Certificate2 middle, X509Certificate2 own) = Chain();
        string path = Path.Combine(_folder, name);
        string? keyPath = isKeyApart ? Path.Combine(_folder, "key.pem") : null;
        Write(path, keyPath, own, middle);
        await using TestService service = await TestService.StartAsync("Sqlite", options =>
        {
            options.Certificate.Path = path;
            options.Certificate.KeyPath = keyPath;
            options.Certificate.Password = name.EndsWith("pfx", StringComparison.Ordinal) ? "secret" : null;
        });

        string[] sent = [];
        using HttpClientHandler handler = new()
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                sent = [certificate!.Thumbprint, .. chain!.ChainPolicy.ExtraStore.Select(other => other.Thumbprint)];
                return true;
            },
        };
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri(service.Address, "/openapi/v1.json"));

        Assert.True(response.IsSuccessStatusCode);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(own.Thumbprint, sent[0]);
        Assert.Contains(middle.Thumbprint, sent);
        Assert.DoesNotContain(root.Thumbprint, sent);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_keeps_the_service_from_starting()
    {
        string path = Path.Combine(_folder, "a.pfx");
        await File.WriteAllTextAsync(path, "no certificate");

        ServiceStartException failure = await Assert.ThrowsAsync<ServiceStartException>(
            () => TestService.StartAsync("Sqlite", options => options.Certificate.Path = path));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string path, string? keyPath, X509Certificate2 own, X509Certificate2 middle)
    {
        if (path.EndsWith("pfx", StringComparison.Ordinal))
        {
            X509Certificate2Collection all = [own, X509CertificateLoader.LoadCertificate(middle.RawData)];
            File.WriteAllBytes(path, all.Export(X509ContentType.Pkcs12, "secret")!);
            return;
        }

        string key = own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        string certificates = own.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n";
        File.WriteAllText(path, keyPath is null ? certificates + key : certificates);
        if (keyPath is not null) File.WriteAllText(keyPath, key);
    }

    private static (X509Certificate2 Root, X509Certificate2 Middle, X509Certificate2 Own) Chain()
    {
        X509Certificate2 root = Issue("CN=Örnek Kök", null, isAuthority: true);
        X509Certificate2 middle = Issue("CN=Örnek Ara", root, isAuthority: true);
        return (root, middle, Issue("CN=localhost", middle, isAuthority: false));
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool isAuthority)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        DateTimeOffset start = DateTimeOffset.UtcNow.AddHours(-1);
        return issuer is null
            ? request.CreateSelfSigned(start, start.AddDays(2))
            : request.Create(issuer, start, start.AddHours(24), RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }
}
