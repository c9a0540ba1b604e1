using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing.Adoption;
using DefterX.Filing.Delivery;
using DefterX.Gib;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing;

/// <summary>The way of people without a device that GİB's service takes: packages are uploaded, and approved berats downloaded, by hand.</summary>
public sealed class PortalTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _portal = new();
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Take_WhenThePackagesWereUploadedByHand_EndsApproved(string culture)
    {
        using CultureScope scope = new(culture);
        IReadOnlyList<string> zips = Export();
        Assert.Equal(
            ["1234567808-202609-YB-000000.zip", "1234567808-202609-KB-000000.zip", "1234567808-202609-DR-000000.zip"],
            zips.Select(Path.GetFileName));
        Assert.Equal(LedgerState.Signed, _office.Overview.Get(_office.September).State);
        await UploadAsync(zips);
        await DownloadAsync("YB", "KB");
        Ledger ledger = Take(_portal["down"]);
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.NotNull(ledger.ApprovedAt);
        Assert.Equal(ledger.ApprovedAt, Take(_portal["down"]).ApprovedAt);
    }

    [Fact]
    public async Task Take_WhenOneBeratIsMissing_IsNotApprovedBeforeItCame()
    {
        await UploadAsync(Export());
        await DownloadAsync("YB");
        Assert.NotEqual(LedgerState.Approved, Take(_portal["down"]).State);
        await DownloadAsync("KB");
        Assert.Equal(LedgerState.Approved, Take(_portal["down"]).State);
    }

    [Fact]
    public async Task Take_WhenTheBeratIsOfAnotherSigning_StoresNothing()
    {
        await UploadAsync(Export());
        await DownloadAsync("YB", "KB");
        _office.Preparation.Remove(_office.September, "yanlış");
        _office.Create();
        _office.Signing.Sign(_office.September, null, CancellationToken.None);
        Fails.With(ErrorIds.SignatureInvalid, () => Take(_portal["down"]));
        Assert.Empty(Directory.EnumerateFiles(_office.Month.FolderPath, "GIB-*"));
        Assert.Empty(Directory.EnumerateFiles(_office.Month.FolderPath, "~*"));
        Assert.Equal(LedgerState.Signed, _office.Overview.Get(_office.September).State);
    }

    [Fact]
    public void Take_WhenTheBeratIsOurOwn_WantsTheCounterSignature()
    {
        Export();
        Fails.With(ErrorIds.SignatureInvalid, () => Take(_office.Month.PathOf(LedgerFileKind.YB)));
        Fails.With(ErrorIds.SignatureInvalid, () => Take(_office.Month.PathOf(LedgerFileKind.DR)));
    }

    [Fact]
    public async Task Export_WhenGibHasTheMonth_ThrowsLedgerExists()
    {
        _office.CreateAndSign();
        await _office.PublishAsync();
        Fails.With(
            ErrorIds.LedgerExists,
            () => new PackageExport(_office.Context).Export(_office.September, _portal["up"], CancellationToken.None));
        Assert.False(Directory.Exists(_portal["up"]));
    }

    [Fact]
    public void Export_WhenNotSigned_ThrowsLedgerNotSigned()
    {
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        Fails.With(ErrorIds.LedgerNotSigned, () => new PackageExport(_office.Context).Export(_office.September, _portal["up"], CancellationToken.None));
    }

    [Fact]
    public async Task Publish_AfterAnUploadByHand_FindsThePackagesAtGib()
    {
        await UploadAsync(Export());
        Assert.Equal(LedgerState.Approved, (await _office.PublishAsync()).State);
        Assert.Equal(3, _office.Gib.Packages.Count);
    }

    private IReadOnlyList<string> Export()
    {
        _office.CreateAndSign();
        return new PackageExport(_office.Context).Export(_office.September, _portal["up"], CancellationToken.None);
    }

    private IGibClient Client() => _office.Context.Gib.ClientOf(_office.Context.SignerOf(_office.Firm));

    private async Task UploadAsync(IReadOnlyList<string> zips)
    {
        foreach (string zip in zips) await Client().SendDocumentFileAsync(Path.GetFileName(zip), zip, CancellationToken.None);
        foreach (string zip in zips)
        {
            string package = Path.GetFileNameWithoutExtension(zip);
            while ((await Client().GetBatchStatusAsync(package, CancellationToken.None)).State != GibBatchState.Succeeded) await Task.Delay(20);
        }
    }

    // As the portal gives them: a zip with the approved berat.
    private async Task DownloadAsync(params string[] kinds)
    {
        Directory.CreateDirectory(_portal["down"]);
        foreach (string kind in kinds)
        {
            string package = $"1234567808-202609-{kind}-000000";
            GibAttachment attachment = await Client().ReceiveDocumentFileAsync(package, CancellationToken.None);
            await File.WriteAllBytesAsync(Path.Combine(_portal["down"], package + ".zip"), attachment.Content);
        }
    }

    private Ledger Take(string path)
    {
        LedgerAdoption adoption = new(_office.Context, _office.Overview);
        using LedgerSources sources = LedgerSources.Open([path], CancellationToken.None);
        FoundMonth month = Assert.Single(adoption.Months(sources, e => throw e));
        return new BeratIntake(_office.Context, _office.Overview).Take(month, CancellationToken.None);
    }
}
