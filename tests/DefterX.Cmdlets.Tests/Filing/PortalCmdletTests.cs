using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Packages that somebody uploads at GİB's portal, and approved berats that somebody downloads there.</summary>
public sealed class PortalCmdletTests
{
    private const string Pack = "Get-DefterXLedger " + FilingOffice.Company + " | Send-DefterXLedger -PackageOnly $Root/up";

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task ReceiveWithPath_AfterTheUploadOfThePackages_EndsApproved(string culture)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        Sign(office);
        int requests = office.Requests;
        string[] zips = [.. office.Succeed("Disconnect-DefterXDevice; " + Pack).Output.Select(item => ((FileInfo)item.BaseObject).FullName)];
        Assert.Equal(
            ["YB-000000.zip", "KB-000000.zip", "DR-000000.zip"],
            zips.Select(zip => Path.GetFileName(zip)[(FilingOffice.Company + "-202609-").Length..]));
        Assert.Equal(requests, office.Requests);

        await UploadAndDownloadAsync(office, zips);

        Ledger ledger = Assert.Single(office.Ledgers("Receive-DefterXBerat -Path $Root/down"));
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.Equal(2, Directory.GetFiles(office.Month().FolderPath, "GIB-*.xml").Length);
        Assert.Empty(office.Leftovers());
    }

    [Fact]
    public async Task SendWithPackageOnly_WithWhatIf_WritesNothing()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        Sign(office);
        string[] before = office.Snapshot();
        office.Succeed(Pack + " -WhatIf");
        Assert.Equal(before, office.Snapshot());
        Assert.False(Directory.Exists(Path.Combine(office.Root, "up")));
    }

    [Theory]
    [InlineData(FilingOffice.Company, true)]
    [InlineData(FilingOffice.Company + " -Period 2026-09 -Book Journal", true)]
    [InlineData(FilingOffice.Company + " -Period 2026-10", false)]
    [InlineData(FilingOffice.Company + " -Branch 0001", false)]
    [InlineData(FilingOffice.Company + " -Book Inventory", false)]
    [InlineData(FilingOffice.Trader, false)]
    public async Task WithPath_OnlyWhatIsMeantIsTakenAndTested(string arguments, bool isMeant)
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        Sign(office);
        office.Succeed(Pack);
        Engine.Result result = office.Invoke($"Receive-DefterXBerat {arguments} -Path $Root/up -WhatIf; Receive-DefterXBerat {arguments} -Path $Root/up");
        Assert.Equal(isMeant ? ErrorIds.SignatureInvalid : null, result.Errors.Count == 0 ? null : result.ErrorId);
        string bad = Directory.CreateDirectory(Path.Combine(office.Root, "yarım")).FullName;
        File.WriteAllText(Path.Combine(bad, FilingOffice.Company + "-202609-Y-000000.xml"), "<bozuk/>");
        Assert.Equal(isMeant, office.Invoke($"Test-DefterXLedger {arguments} -Path $Root/yarım").Errors.Count > 0);
    }

    [Fact]
    public async Task ReceiveWithPath_OfSeveralLedgersOfThePipeline_LooksAtTheFilesOnce()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        Sign(office);
        office.Succeed(Pack);
        Engine.Result result = office.Invoke(
            $"Get-DefterXLedger {FilingOffice.Company}, {FilingOffice.Trader} | Receive-DefterXBerat -Path $Root/up; "
            + "@() | Receive-DefterXBerat -Path $Root/up");
        Assert.Equal(ErrorIds.SignatureInvalid, Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task ReceiveWithPath_OfAZipOfAnotherName_RecognisesWhatIsInIt()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        Sign(office);
        string[] zips = [.. office.Succeed(Pack).Output.Select(item => ((FileInfo)item.BaseObject).FullName)];
        await UploadAndDownloadAsync(office, zips);
        string folder = Directory.CreateDirectory(Path.Combine(office.Root, "indirilenler")).FullName;
        string[] downloads = Directory.GetFiles(Path.Combine(office.Root, "down"));
        for (int i = 0; i < downloads.Length; i++) File.Copy(downloads[i], Path.Combine(folder, $"indirme ({i}).zip"));
        using (ZipArchive other = ZipFile.Open(Path.Combine(folder, "faturalar.zip"), ZipArchiveMode.Create)) other.CreateEntry("fatura.pdf");
        Assert.Equal(LedgerState.Approved, Assert.Single(office.Ledgers("Receive-DefterXBerat -Path $Root/indirilenler")).State);
    }

    [Fact]
    public async Task ReceiveWithPath_OfWhatIsNoBerat_ReportsTheMonthAndStoresNothing()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        Sign(office);
        Engine.Result result = office.Invoke(Pack + "; Receive-DefterXBerat -Path $Root/up");
        Assert.Equal(ErrorIds.SignatureInvalid, result.ErrorId);
        Assert.Empty(Directory.GetFiles(office.Month().FolderPath, "GIB-*.xml"));
    }

    private static void Sign(FilingOffice office)
    {
        office.ConnectDevices(FilingOffice.Company);
        office.Import();
        office.Succeed($"New-DefterXLedger {FilingOffice.Company} | Set-DefterXSignature");
    }

    private static async Task UploadAndDownloadAsync(FilingOffice office, string[] zips)
    {
        using X509Certificate2 certificate =
            X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(office.Root, FilingOffice.Company + ".pfx"), FilingOffice.Password);
        using PfxSigningKey key = new(certificate, SigningAlgorithm.EcdsaSha384, "portal");
        using GibClient portal = GibService.Connect(office.Gib.Address, null, key, NullLogger.Instance);
        foreach (string zip in zips) await portal.SendDocumentFileAsync(Path.GetFileName(zip), zip, CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(office.Root, "down"));
        foreach (string package in zips.Select(zip => Path.GetFileNameWithoutExtension(zip)))
        {
            while ((await portal.GetBatchStatusAsync(package, CancellationToken.None)).State != GibBatchState.Succeeded) await Task.Delay(20);
            if (package.Contains("-DR-", StringComparison.Ordinal)) continue;
            GibAttachment attachment = await portal.ReceiveDocumentFileAsync(package, CancellationToken.None);
            await File.WriteAllBytesAsync(Path.Combine(office.Root, "down", attachment.FileName), attachment.Content);
        }
    }
}
