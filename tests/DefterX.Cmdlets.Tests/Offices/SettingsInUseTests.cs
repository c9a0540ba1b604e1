using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Offices;

public sealed class FolderSettingsInUseTests : SettingsInUseTests
{
    private protected override OfficePlace Place => OfficePlace.Folder;
}

public sealed class SqliteSettingsInUseTests : SettingsInUseTests
{
    private protected override OfficePlace Place => OfficePlace.Sqlite;
}

public sealed class PostgreSqlSettingsInUseTests : SettingsInUseTests
{
    private protected override OfficePlace Place => OfficePlace.PostgreSql;
}

/// <summary>What work goes by once settings were changed from the prompt.</summary>
public abstract class SettingsInUseTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private protected abstract OfficePlace Place { get; }

    public async Task InitializeAsync()
    {
        _office = await FilingOffice.StartAsync(place: Place);
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Roots_Added_JudgeSignaturesFromThenOn()
    {
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed");
        Assert.Equal([SignatureStatus.Valid], Statuses());
        _office.Set("Other", Write("başka.cer", RootOfAnother()));
        _office.Set("Right", Write("doğru.pem", TestCertificates.Authority.ExportCertificatePem()));
        _office.Succeed("Set-DefterXOffice -AddTrustedRoot $Other");
        Assert.Equal([SignatureStatus.Untrusted], Statuses());
        _office.Succeed("Set-DefterXOffice -AddTrustedRoot $Right");
        Assert.Equal([SignatureStatus.Valid], Statuses());
        _office.Succeed("Set-DefterXOffice -RemoveTrustedRoot doğru.pem");
        Assert.Equal([SignatureStatus.Untrusted], Statuses());
    }

    [Fact]
    public void Environment_OnceSomethingWasSent_StaysAsItIs()
    {
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed");
        _office.Succeed("Set-DefterXOffice -GibEnvironment Production");
        _office.Succeed("Set-DefterXOffice -GibEnvironment Test");
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Through Sent");
        Engine.Result result = _office.Invoke("Set-DefterXOffice -GibEnvironment Production -Name Yeni");
        Assert.Equal(ErrorIds.OfficeInvalid, result.ErrorId);
        OfficeInfo office = _office.Succeed("Get-DefterXOffice").Single<OfficeInfo>();
        Assert.Equal((GibEnvironment.Test, "Deneme Mali Müşavirlik"), (office.GibEnvironment, office.Name));
        _office.Succeed("Set-DefterXOffice -GibEnvironment Test -Name Yeni");
        Assert.Equal(GibEnvironment.Test, _office.Succeed("Get-DefterXSession").Single<Session>().GibEnvironment);
    }

    private SignatureStatus[] Statuses() => [.. _office
        .Succeed($"Get-DefterXLedger {FilingOffice.Company} | Get-DefterXSignature -NoRevocationCheck").Output
        .Select(item => ((Signature)item.BaseObject).Status).Distinct()];

    private string Write(string name, string text)
    {
        string path = Path.Combine(_office.Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string RootOfAnother()
    {
        using ECDsa key = ECDsa.Create();
        CertificateRequest request = new("CN=Başka Kök", key, HashAlgorithmName.SHA256);
        using X509Certificate2 root = request.CreateSelfSigned(System.DateTimeOffset.UtcNow.AddDays(-1), System.DateTimeOffset.UtcNow.AddDays(1));
        return root.ExportCertificatePem();
    }
}
