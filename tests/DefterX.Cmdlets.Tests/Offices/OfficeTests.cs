using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.GibSimulator.Faults;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Offices;

public sealed class FolderOfficeTests : OfficeTests
{
    private protected override OfficePlace Place => OfficePlace.Folder;
}

public sealed class SqliteOfficeTests : OfficeTests
{
    private protected override OfficePlace Place => OfficePlace.Sqlite;
}

public sealed class PostgreSqlOfficeTests : OfficeTests
{
    private protected override OfficePlace Place => OfficePlace.PostgreSql;
}

/// <summary>The office from the first firm to the approved berat, the same wherever it is kept.</summary>
public abstract class OfficeTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private protected abstract OfficePlace Place { get; }

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync(place: Place);

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Pipeline_WhenLedgersGoThroughAllSteps_EndsApproved(string culture)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture, place: Place);
        office.ConnectDevices(FilingOffice.Company, FilingOffice.WithBranches, FilingOffice.Trader);
        office.ImportAll();
        Ledger[] ledgers = office.Ledgers("New-DefterXLedger | Set-DefterXSignature | Send-DefterXLedger | Receive-DefterXBerat -Wait");
        Assert.Equal(4, ledgers.Length);
        Assert.All(ledgers, static ledger => Assert.Equal(LedgerState.Approved, ledger.State));
        Assert.Equal(", , 0001, 0002", string.Join(", ", ledgers.Select(static ledger => ledger.Branch).Order()));
        Signature[] signatures = [.. office.Succeed("Get-DefterXLedger | Get-DefterXSignature").Output.Select(s => (Signature)s.BaseObject)];
        Assert.Equal(28, signatures.Length);
        Assert.All(signatures, static signature => Assert.Equal(SignatureStatus.Valid, signature.Status));
        Assert.Equal(8, signatures.Count(static signature => signature.CounterSigner.Length > 0));
        Assert.Empty(office.Leftovers());
    }

    [Fact]
    public void Publish_WithSeveralMonths_TakesTheEarlierFirst()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import(period: "2026-09");
        _office.Import(period: "2026-08", entries: 7);
        Ledger[] ledgers = _office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Period 2026-09, 2026-08 -Wait");
        Assert.Equal([LedgerState.Approved, LedgerState.Approved], ledgers.Select(ledger => ledger.State));
        Assert.Equal([1L, 8L], ledgers.Select(ledger => ledger.FirstEntryNumber));
    }

    [Fact]
    public void Publish_StepByStep_IsSeenByGetWithTheSameFigures()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import(entries: 6);
        foreach ((string through, LedgerState state) in new[]
        {
            ("Validated", LedgerState.Valid), ("Created", LedgerState.Created), ("Signed", LedgerState.Signed), ("Sent", LedgerState.Sent),
            ("Approved", LedgerState.Approved),
        })
        {
            Ledger published = Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Through {through} -Wait"));
            Ledger seen = Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}"));
            Assert.Equal(state, published.State);
            Assert.Equal(Figures(published), Figures(seen));
            Assert.Equal((6L, 12L, 615m), (seen.Entries, seen.Lines, seen.TotalDebit));
        }

        static object Figures(Ledger l) =>
            (l.State, l.Entries, l.Lines, l.TotalDebit, l.FirstEntryNumber, l.LastEntryNumber, l.Parts, l.SignedBy, l.SentAt, l.ApprovedAt, l.DueDate);
    }

    [Fact]
    public void Publish_WhenOneFirmFails_IsAnErrorAboutItAndTheOthersGoOn()
    {
        _office.ConnectDevices(FilingOffice.WithBranches, FilingOffice.Trader);
        _office.ImportAll();
        _office.Import(FilingOffice.Company, "2026-09", entries: 5); // the same export again is no error
        Engine.Result result = _office.Invoke("Publish-DefterXLedger -Wait");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorIds.SignerNotAuthorized, result.ErrorId);
        Assert.Equal(FilingOffice.Company, Assert.IsType<Firm>(result.Error.TargetObject).Identifier);
        Assert.Equal(3, result.Output.Count);
        Assert.All(result.Output, static item => Assert.Equal(LedgerState.Approved, ((Ledger)item.BaseObject).State));
        Assert.Equal(LedgerState.Created, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
    }

    [Fact]
    public async Task Publish_WhenGibRejects_IsRejectedAndSentAgainOnceMadeAnew()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        _office.Gib.Faults.Order(Fault.ProcessingFails("Şema hatası").Next(1));
        Engine.Result result = _office.Invoke($"Publish-DefterXLedger {FilingOffice.Company} -Wait");
        Assert.Equal(ErrorIds.GibRejected, result.ErrorId);
        Assert.Equal(LedgerState.Rejected, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
        await _office.Gib.RestartAsync(keepsMemory: false);
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company} -Force");
        Assert.Equal(LedgerState.Approved, Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Wait")).State);
    }

    [Fact]
    public void Test_WhenAnEntryDoesNotBalance_GivesAFindingAndTheStateInvalid()
    {
        _office.Import(unbalanced: 1.11m);
        Finding finding = _office.Succeed($"Test-DefterXLedger {FilingOffice.Company}").Single<Finding>();
        Assert.Equal((FindingSeverity.Error, "Y084", 2L), (finding.Severity, finding.Code, finding.Line));
        Assert.Equal(LedgerState.Invalid, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
    }

    [Fact]
    public void Import_OfOtherBooks_WantsForceAndKeepsTheOldOnes()
    {
        _office.Import(entries: 5);
        _office.Set("Export", _office.Export("yeni.csv", entries: 9));
        Assert.Equal(ErrorIds.LedgerExists, _office.Invoke($"Import-DefterXJournal $Export {FilingOffice.Company}").ErrorId);
        _office.Succeed($"Import-DefterXJournal $Export {FilingOffice.Company} -Force");
        Assert.Equal(9, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).Entries);
        string[] kept = Directory.GetFiles(_office.Folder.JournalFolder(FilingOffice.Company, new Period(2026, 9)));
        Assert.Single(kept, path => path.Contains(".replaced-", StringComparison.Ordinal));
    }

    [Fact]
    public void Remove_WhenNotSent_DeletesAndItsNumberIsNotUsedAgain()
    {
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        _office.Succeed($"Remove-DefterXLedger {FilingOffice.Company} -Reason Deneme -Confirm:$false");
        Assert.Equal(LedgerState.Valid, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        string report = File.ReadAllText(_office.Month().PathOf(LedgerFileKind.Y));
        Assert.Contains("YEV202609000002", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WhenSent_WantsForceAndKeepsTheFilesAside()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        _office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Wait");
        string[] before = Directory.GetFiles(_office.Month().FolderPath);
        Assert.NotNull(_office.Invoke($"Remove-DefterXLedger {FilingOffice.Company} -Reason Deneme -Confirm:$false").Error);
        Assert.Equal(before, Directory.GetFiles(_office.Month().FolderPath));
        Ledger ledger = Assert.Single(_office.Ledgers(
            $"Get-DefterXLedger {FilingOffice.Company} | Remove-DefterXLedger -Reason 'GİB''de silindi' -Force -Confirm:$false -PassThru"));
        Assert.Equal(LedgerState.Valid, ledger.State);
        Assert.Equal(7, Directory.GetFiles(_office.Month().DeletedPath).Length);
    }

    [Fact]
    public void Firms_ChangedAndRemoved_AreSeenSo()
    {
        _office.Succeed($"Set-DefterXFirm {FilingOffice.Trader} -City 'İzmir' -AuthorizedSigner {FilingOffice.Company}");
        Firm changed = _office.Succeed($"Get-DefterXFirm {FilingOffice.Trader}").Single<Firm>();
        Assert.Equal(("İzmir", FilingOffice.Company), (changed.Address.City, changed.AuthorizedSigners.Single()));
        _office.Import(FilingOffice.Trader);
        Assert.Equal(ErrorIds.LedgerExists, _office.Invoke($"Remove-DefterXFirm {FilingOffice.Trader} -Confirm:$false").ErrorId);
        _office.Succeed($"Remove-DefterXFirm {FilingOffice.Trader} -Force -Confirm:$false");
        Assert.Equal(2, _office.Succeed("Get-DefterXFirm").Output.Count);
        Assert.Equal(ErrorIds.FirmNotFound, _office.Invoke($"Get-DefterXFirm {FilingOffice.Trader}").ErrorId);
    }

    [Fact]
    public void Portal_PackagesAndBeratsByHand_EndApproved()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed");
        Assert.Equal(3, _office.Succeed($"Send-DefterXLedger {FilingOffice.Company} -PackageOnly $Root/paketler").Output.Count);
        Assert.Equal(LedgerState.Signed, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
    }

    [Fact]
    public void WhatIf_AtEveryStep_ChangesNothing()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.ImportAll();
        string[] before = _office.Snapshot();
        int requests = _office.Requests;
        foreach (string script in new[]
        {
            "Publish-DefterXLedger -Wait -WhatIf", "New-DefterXLedger -WhatIf", "Remove-DefterXFirm * -Force -WhatIf",
            $"Set-DefterXFirm {FilingOffice.Trader} -City Bursa -WhatIf",
        })
        {
            Assert.Empty(_office.Succeed(script).Output);
            Assert.Equal(before, _office.Snapshot());
        }

        Assert.Equal(requests, _office.Requests);
    }

    [Fact]
    public void Session_Disconnected_CanNoLongerBeUsed()
    {
        _office.Succeed("Disconnect-DefterXSession");
        Assert.Equal(ErrorIds.SessionExpired, _office.Invoke("Get-DefterXFirm -Session $Session").ErrorId);
        Assert.Equal(ErrorIds.SessionRequired, _office.Invoke("Get-DefterXFirm").ErrorId);
    }
}
