using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>Offices with trusted roots, and what their signatures are worth then.</summary>
public sealed class TrustedRootTests : IAsyncLifetime
{
    private const string New =
        "New-DefterXOffice ($Root + '/yeni') 1 Ad -SourceIdentifier 7341200986 -SourceTitle A -TrustedRoot ";

    private FilingOffice _office = null!;

    private string NewPath => Path.Combine(_office.Root, "yeni");

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void NewOffice_WithRoots_CopiesThemUnlessWhatIf()
    {
        _office.Set("Kök", Write(_office.Root, "kök.pem", TestCertificates.Authority.ExportCertificatePem()));
        Assert.Empty(_office.Succeed(New + "$Kök -WhatIf").Output);
        Assert.False(Directory.Exists(NewPath));
        OfficeFolder office = _office.Succeed(New + "$Kök").Single<OfficeFolder>();
        Assert.Equal([TestCertificates.Authority.Thumbprint], office.ReadTrustedRoots().Anchors.Select(root => root.Thumbprint));
    }

    [Theory]
    [InlineData("", "no certificate that can be read")]
    [InlineData("tr-TR", "okunabilir bir sertifika yok")]
    public async Task NewOffice_WithABrokenRoot_OfficeInvalidAndMakesNothing(string culture, string words)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        office.Set("Kök", Write(office.Root, "kök.pem", TestCertificates.Authority.ExportCertificatePem()));
        string broken = Write(office.Root, "bozuk.pem", "-----BEGIN CERTIFICATE-----");
        office.Set("Bozuk", broken);
        Engine.Result result = office.Invoke(New + "$Kök, $Bozuk");
        Assert.Equal((ErrorIds.OfficeInvalid, ErrorCategory.InvalidData), (result.ErrorId, result.Error.CategoryInfo.Category));
        Assert.Equal(broken, result.Error.TargetObject);
        Assert.Contains(words, result.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(office.Root, "yeni")));
        Assert.Equal(ErrorIds.OfficeInvalid, office.Invoke(New + "($Root + '/yok.pem')").ErrorId);
    }

    [Theory]
    [InlineData("", "is not trusted")]
    [InlineData("tr-TR", "güvenilmiyor")]
    public async Task GetSignature_WhenTheOfficeHasRoots_JudgesChains(string culture, string words)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        office.ConnectDevices(FilingOffice.Company);
        office.Import();
        office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Wait");
        const string Get = $"Get-DefterXLedger {FilingOffice.Company} | Get-DefterXSignature";
        AssertAll(office, Get, SignatureStatus.Valid);

        string roots = Path.Combine(office.Path, "roots");
        string other = Write(roots, "başka.cer", RootOfAnother());
        Assert.All(AssertAll(office, Get, SignatureStatus.Untrusted), signature =>
        {
            Assert.Contains(words, signature.StatusMessage, StringComparison.Ordinal);
            Assert.Contains(signature.Signer, signature.StatusMessage, StringComparison.Ordinal);
        });
        Write(roots, "doğru.pem", TestCertificates.Authority.ExportCertificatePem());
        AssertAll(office, Get + " | Where-Object CounterSigner -EQ ''", SignatureStatus.Valid);
        Signature[] approved = AssertAll(office, Get + " | Where-Object CounterSigner -NE ''", SignatureStatus.Untrusted);
        Assert.All(approved, signature => Assert.Contains(signature.CounterSigner, signature.StatusMessage, StringComparison.Ordinal));
        Write(roots, "gib.crt", office.Gib.Authority.ExportCertificatePem());
        string unknown = culture.Length == 0 ? "names no address to ask" : "adres bildirmiyor"; // the test certificates have none
        Assert.All(
            AssertAll(office, Get, SignatureStatus.Valid),
            signature => Assert.Contains(unknown, signature.StatusMessage, StringComparison.Ordinal));
        Assert.All(
            AssertAll(office, Get + " -NoRevocationCheck", SignatureStatus.Valid),
            signature => Assert.DoesNotContain(unknown, signature.StatusMessage, StringComparison.Ordinal));

        File.WriteAllText(other, "bozuk");
        Engine.Result result = office.Invoke(Get);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith(ErrorIds.OfficeInvalid + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(other, error.ToString(), StringComparison.Ordinal);
        });
    }

    private static Signature[] AssertAll(FilingOffice office, string script, SignatureStatus status)
    {
        Signature[] signatures = [.. office.Succeed(script).Output.Select(item => (Signature)item.BaseObject)];
        Assert.NotEmpty(signatures);
        Assert.All(signatures, signature => Assert.Equal(status, signature.Status));
        return signatures;
    }

    private static string RootOfAnother()
    {
        using ECDsa key = ECDsa.Create();
        CertificateRequest request = new("CN=Başka Kök", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return root.ExportCertificatePem();
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
