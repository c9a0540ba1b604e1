using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing;
using DefterX.Filing.Adoption;
using DefterX.Filing.Creation;
using DefterX.Filing.Delivery;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Filing;

/// <summary>What was sent to GİB's test environment is never taken for filed, however office.json is changed.</summary>
public sealed class EnvironmentTests
{
    private const SessionCapabilities All =
        SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign | SessionCapabilities.Send;

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Get_WhenTheMonthWasApprovedInTheOtherEnvironment_IsSignedAndSaysSo(string culture)
    {
        using CultureScope scope = new(culture);
        await using FilingOffice office = await ApprovedAsync();
        Ledger ledger = new LedgerOverview(Production(office)).Get(office.September);
        Assert.Equal(LedgerState.Signed, ledger.State);
        Assert.Null(ledger.SentAt);
        Assert.Null(ledger.ApprovedAt);
        Assert.Contains("Test", ledger.LastError, StringComparison.Ordinal);
        Assert.Contains("Remove-DefterXLedger", ledger.LastError, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Signed, new LedgerOverview(Production(office)).StateOf(office.Firm, Books.September));
        Assert.Equal(LedgerState.Approved, office.Overview.Get(office.September).State);
    }

    [Fact]
    public async Task PublishSendReceiveAndPack_WhenTheMonthWasApprovedInTheOtherEnvironment_Refuse()
    {
        await using FilingOffice office = await ApprovedAsync();
        using FilingContext context = ContextOf(office, Production(office));
        LedgerOverview overview = new(context.Office);
        LedgerDelivery delivery = new(context, overview);
        await RefusesAsync(() => FilingOffice.PublishAsync(context, office.September, PublishTarget.Approved, All));
        await RefusesAsync(() => delivery.SendAsync(office.September, null, CancellationToken.None));
        await RefusesAsync(() => delivery.ReceiveAsync(office.September, 0, CancellationToken.None));
        await RefusesAsync(() => Task.Run(() => new PackageExport(context)
            .Export(office.September, Path.Combine(office.Office.Path, "logs"), CancellationToken.None)));
        using LedgerSources berats = LedgerSources.Open([office.Month.FolderPath], CancellationToken.None);
        foreach (FoundMonth month in new LedgerAdoption(context, overview).Months(berats, e => throw e))
        {
            await RefusesAsync(() => Task.Run(() => new BeratIntake(context, overview).Take(month, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task Create_WhenThePreviousMonthWasApprovedInTheOtherEnvironment_IsPreviousPeriodMissing()
    {
        await using FilingOffice office = await ApprovedAsync();
        Period october = Books.September.AddMonths(1);
        office.Import(Books.Entries(9, october), october);
        using FilingContext context = ContextOf(office, Production(office));
        DefterXException e = Assert.Throws<DefterXException>(() => new LedgerPreparation(context, new LedgerOverview(context.Office))
            .Create(office.September with { Period = october }, new LedgerCreateOptions(), CancellationToken.None));
        Assert.Equal(ErrorIds.PreviousPeriodMissing, e.ErrorId);
    }

    [Fact]
    public async Task Remove_WhenTheMonthWasApprovedInTheOtherEnvironment_KeepsItAsideAndLeavesTheNumbersFree()
    {
        await using FilingOffice office = await ApprovedAsync();
        using FilingContext context = ContextOf(office, Production(office));
        LedgerPreparation preparation = new(context, new LedgerOverview(context.Office));
        preparation.Remove(office.September, "was a trial");
        Assert.True(File.Exists(Path.Combine(office.Month.DeletedPath, Path.GetFileName(office.Month.ApprovedPathOf(LedgerFileKind.YB)))));
        Ledger created = preparation.Create(office.September, new LedgerCreateOptions(), CancellationToken.None);
        Assert.Equal(LedgerState.Created, created.State);
        Assert.Null(created.LastError);
        Assert.Equal(1, Facts.Of(office.Month.PathOf(LedgerFileKind.Y)).PartNumber());
        Assert.Null(OfficeEnvironment.Check(context.Office, CancellationToken.None));
    }

    [Fact]
    public async Task Check_SaysWhichFirmsRecordsAreOfTheOtherEnvironment()
    {
        await using FilingOffice office = await ApprovedAsync();
        Assert.Null(OfficeEnvironment.Check(office.Office, CancellationToken.None));
        string? warning = OfficeEnvironment.Check(Production(office), CancellationToken.None);
        Assert.Contains(office.Firm.Identifier, warning, StringComparison.Ordinal);
        Assert.Contains("Production", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenGibOnlyRefusedTheMonthInTheOtherEnvironment_SaysNothing()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.CreateAndSign();
        string package = office.September.FileName(LedgerFileKind.YB).PackageId;
        foreach (FilingStep step in new[] { FilingStep.Sending, FilingStep.Refused })
        {
            office.Month.Log.Append(new FilingEvent
            {
                Time = DateTimeOffset.UnixEpoch, Step = step, Package = package, Environment = nameof(GibEnvironment.Test),
            });
        }

        OfficeFolder production = Production(office);
        Assert.Null(new LedgerOverview(production).Get(office.September).LastError);
        Assert.Null(OfficeEnvironment.Check(production, CancellationToken.None));
    }

    private static async Task RefusesAsync<T>(Func<Task<T>> action)
    {
        DefterXException e = await Assert.ThrowsAsync<DefterXException>(action);
        Assert.Equal(ErrorIds.OfficeInvalid, e.ErrorId);
        Assert.Contains("Remove-DefterXLedger", e.Message, StringComparison.Ordinal);
    }

    private static async Task<FilingOffice> ApprovedAsync()
    {
        FilingOffice office = await FilingOffice.StartAsync();
        office.Connect();
        office.Import(Books.Entries(9, Books.September));
        Assert.Equal(LedgerState.Approved, (await office.PublishAsync()).State);
        return office;
    }

    /// <summary>The office after somebody has changed the environment in its office.json.</summary>
    private static OfficeFolder Production(FilingOffice office)
    {
        string file = Path.Combine(office.Office.Path, "office.json");
        string text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"Test\"", "\"Production\"", StringComparison.OrdinalIgnoreCase));
        OfficeFolder changed = OfficeFolder.Open(office.Office.Path);
        Assert.Equal(GibEnvironment.Production, changed.Settings.GibEnvironment);
        return changed;
    }

    private static FilingContext ContextOf(FilingOffice office, OfficeFolder folder) => new()
    {
        Office = folder,
        Devices = office.Context.Devices,
        GibClients = office.Context.GibClients,
        Logger = NullLogger.Instance,
    };
}
