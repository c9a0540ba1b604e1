using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Filing;

public sealed class LedgerCmdletTests : IAsyncLifetime
{
    private const string AllOfIt = "New-DefterXLedger | Set-DefterXSignature | Send-DefterXLedger | Receive-DefterXBerat -Wait";
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Publish_WithAnyThrottleLimit_GivesAllLedgers(int limit)
    {
        _office.ConnectDevices(FilingOffice.Company, FilingOffice.WithBranches, FilingOffice.Trader);
        _office.ImportAll();
        Ledger[] ledgers = _office.Ledgers($"Get-DefterXFirm | Publish-DefterXLedger -Through Signed -ThrottleLimit {limit}");
        Assert.Equal(4, ledgers.Length);
        Assert.All(ledgers, static ledger => Assert.Equal(LedgerState.Signed, ledger.State));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Publish_WithAThrottleLimitOutOfRange_DoesNothing(int limit)
    {
        _office.ImportAll();
        Engine.Result result = _office.Invoke($"Get-DefterXFirm | Publish-DefterXLedger -Through Created -ThrottleLimit {limit}");
        Assert.All(result.Errors, static error => Assert.StartsWith("ParameterArgumentValidationError", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.NotEmpty(result.Errors);
        Assert.False(_office.Month().IsCreated());
    }

    [Fact]
    public void ExportReport_WithLedgers_WritesAPageForEachOfTheirFiles()
    {
        _office.ImportAll();
        string[] pages = [.. _office.Succeed("New-DefterXLedger | Export-DefterXReport -Path $Root/pages -PassThru").Output
            .Select(item => ((FileInfo)item.BaseObject).Name)];
        Assert.Equal(12, pages.Length);
        Assert.Contains("48312007522-202609-DR-000000.html", pages);
        string journal = File.ReadAllText(Path.Combine(_office.Root, "pages", "7341200986-202609-Y-000000-0002.html"));
        Assert.Contains("DENEME GIDA A.Ş.", journal, StringComparison.Ordinal);
        Assert.Contains("Alsancak", journal, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_OfObjects_CanBeIndexed()
    {
        _office.ImportAll();
        Assert.EndsWith(
            "-Y-000000.xml", _office.Succeed($"(New-DefterXLedger {FilingOffice.Company}).Files[0]").Single<string>(), StringComparison.Ordinal);
        Assert.Equal("0001", _office.Succeed($"(Get-DefterXFirm {FilingOffice.WithBranches}).Branches[0]").Single<Branch>().Number);
        string changed = "(Set-DefterXFirm " + FilingOffice.WithBranches + " -Branch '0001=Merkez', '0002=Alsancak' -PassThru).Branches[1].Number";
        Assert.Equal("0002", _office.Succeed(changed).Single<string>());
    }

    [Fact]
    public void Get_WithFirmsByValue_GivesTheirLedgers()
    {
        _office.ImportAll();
        Assert.Equal(4, _office.Ledgers("Get-DefterXFirm | Get-DefterXLedger").Length);
        Assert.Equal(["0001", "0002"], _office.Ledgers($"Get-DefterXFirm {FilingOffice.WithBranches} | Get-DefterXLedger").Select(l => l.Branch));
    }

    [Fact]
    public void Get_WithPropertiesByName_GivesThatLedger()
    {
        _office.Import(FilingOffice.WithBranches, "2026-08", "0002");
        Ledger ledger = Assert.Single(_office.Ledgers(
            $"[pscustomobject]@{{ Identifier = '{FilingOffice.WithBranches}'; Period = 'Ağustos 2026'; Branch = '0002' }} | Get-DefterXLedger"));
        Assert.Equal((FilingOffice.WithBranches, new Period(2026, 8), "0002"), (ledger.Firm.Identifier, ledger.Period, ledger.Branch));
        Assert.Equal(LedgerState.Imported, ledger.State);
    }

    [Fact]
    public void Get_WithRowsAsOfACsvFile_TakesAnEmptyBranchAsNone()
    {
        Ledger[] ledgers = _office.Ledgers(
            $$"""
            [pscustomobject]@{ Firm = '{{FilingOffice.Company}}'; Period = '2026-08'; Branch = '' },
            [pscustomobject]@{ Firm = '{{FilingOffice.WithBranches}}'; Period = '2026-09'; Branch = '0001' } | Get-DefterXLedger
            """);
        Assert.Equal(("", "0001"), (ledgers[0].Branch ?? "", ledgers[1].Branch));
    }

    [Fact]
    public void Get_WithLedgersOfAnotherMonth_KeepsTheirMonth()
    {
        Ledger[] ledgers = _office.Ledgers("Get-DefterXLedger -Period 2026-07 | Get-DefterXLedger");
        Assert.Equal(4, ledgers.Length);
        Assert.All(ledgers, static ledger => Assert.Equal(new Period(2026, 7), ledger.Period));
    }

    [Fact]
    public void Get_WithSeveralMonths_GivesThemInTheirOrder() => Assert.Equal(
        [new Period(2026, 7), new Period(2026, 8), new Period(2026, 9)],
        _office.Ledgers($"Get-DefterXLedger {FilingOffice.Company} -Period 2026-09, 'Temmuz 2026', ([datetime]'2026-08-15')").Select(l => l.Period));

    [Fact]
    public void Get_WithBranch_GivesThatBranchAlone() => Assert.Equal(
        "0002", Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.WithBranches} -Branch 0002")).Branch);

    [Fact]
    public void Get_WithState_GivesThoseLedgersAlone()
    {
        _office.Import();
        Assert.Equal(FilingOffice.Company, Assert.Single(_office.Ledgers("Get-DefterXLedger -State Imported")).Firm.Identifier);
        Assert.Equal(4, _office.Ledgers("Get-DefterXLedger -State Imported, Missing").Length);
        Assert.Empty(_office.Ledgers("Get-DefterXLedger -State Approved"));
    }

    [Theory]
    [InlineData("Validated", LedgerState.Valid)]
    [InlineData("Created", LedgerState.Created)]
    [InlineData("Signed", LedgerState.Signed)]
    [InlineData("Sent", LedgerState.Sent)]
    [InlineData("Approved", LedgerState.Approved)]
    public void Publish_WithThrough_StopsThere(string through, LedgerState state)
    {
        _office.ConnectDevices(FilingOffice.Company);
        int before = _office.Requests;
        _office.Import();
        Assert.Equal(state, Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Through {through} -Wait")).State);
        Assert.Equal(state >= LedgerState.Sending, _office.Requests > before);
    }

    [Fact]
    public void Publish_WithoutADevice_StopsAtCreated()
    {
        _office.Import();
        Assert.Equal(LedgerState.Created, Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Wait")).State);
        Assert.Equal(0, _office.Requests);
    }

    [Fact]
    public void New_WhenOneBranchFails_TheOtherBranchGoesOn()
    {
        _office.Import(FilingOffice.WithBranches, branch: "0002");
        Engine.Result result = _office.Invoke($"New-DefterXLedger {FilingOffice.WithBranches}");
        Assert.Equal(ErrorIds.JournalNotFound, result.ErrorId);
        Assert.Equal("0002", ((Ledger)Assert.Single(result.Output).BaseObject).Branch);
    }

    [Fact]
    public void Publish_WithErrorActionStop_EndsAtTheFirstFailure()
    {
        _office.Import(FilingOffice.Trader);
        Engine.Result result = _office.Invoke($"New-DefterXLedger {FilingOffice.Company}, {FilingOffice.Trader} -ErrorAction Stop");
        Assert.Equal(ErrorIds.JournalNotFound, result.Terminating?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(_office.Ledgers("Get-DefterXLedger -State Created"));
    }

    [Theory]
    [InlineData("", "Signing 4 ledgers", "of 4 done: ")]
    [InlineData("tr-TR", "4 defter imzalanıyor", "/4 tamamlandı: ")]
    public async Task Sign_WithFirmsFromThePipeline_IsOneBatchWithItsProgress(string culture, string activity, string status)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        office.ConnectDevices(FilingOffice.Company, FilingOffice.WithBranches, FilingOffice.Trader);
        office.ImportAll();
        office.Succeed("New-DefterXLedger");
        Engine.Result result = office.Succeed("Get-DefterXFirm | Set-DefterXSignature; Get-DefterXFirm | Set-DefterXSignature");
        Assert.Equal(8, result.Output.Count);
        Assert.All(result.Output, static item => Assert.Equal(LedgerState.Signed, ((Ledger)item.BaseObject).State));
        Assert.Contains(activity, result.Text, StringComparison.Ordinal);
        Assert.Contains(status, result.Text, StringComparison.Ordinal);
        Assert.Equal(20, office.Succeed("Get-DefterXLedger | Get-DefterXSignature").Output.Count);
        Assert.Empty(office.Leftovers());
    }

    [Fact]
    public void Sign_WhenOneFirmCannotBeSigned_IsAnErrorAboutItAndTheOthersGoOn()
    {
        _office.ConnectDevices(FilingOffice.WithBranches, FilingOffice.Trader);
        _office.ImportAll();
        _office.Succeed("New-DefterXLedger");
        using IDisposable locked = _office.Month(FilingOffice.Trader).Lock();
        Engine.Result result = _office.Invoke("Get-DefterXFirm | Set-DefterXSignature");
        Assert.Equal(
            [(ErrorIds.LedgerLocked, FilingOffice.Trader), (ErrorIds.SignerNotAuthorized, FilingOffice.Company)],
            result.Errors.Select(error => (error.FullyQualifiedErrorId.Split(',')[0], ((Firm)error.TargetObject).Identifier)).Order());
        Assert.Equal(["0001", "0002"], result.Output.Select(item => ((Ledger)item.BaseObject).Branch).Order());
    }

    [Fact]
    public void WhatIf_AtEveryStep_ChangesNothingAndAsksNobody()
    {
        _office.ConnectDevices(FilingOffice.Company, FilingOffice.Trader);
        _office.ImportAll();
        _office.Set("Export", _office.Export("yeni.csv", entries: 9));
        Dry("Publish-DefterXLedger -Wait -WhatIf");
        Dry($"Import-DefterXJournal $Export {FilingOffice.Company} -Force -WhatIf");
        Dry("New-DefterXLedger -WhatIf");
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}, {FilingOffice.Trader}");
        Dry("New-DefterXLedger -Force -WhatIf", "Set-DefterXSignature -WhatIf", "Remove-DefterXLedger -Reason x -WhatIf");
        _office.Succeed($"Get-DefterXLedger -State Created | Set-DefterXSignature");
        Dry("Send-DefterXLedger -WhatIf", "Publish-DefterXLedger -WhatIf");
        _office.Succeed($"Send-DefterXLedger {FilingOffice.Company}");
        Dry("Receive-DefterXBerat -Wait -WhatIf", "Remove-DefterXLedger -Reason x -Force -WhatIf", "Remove-DefterXFirm -Force -WhatIf *");

        void Dry(params string[] scripts)
        {
            foreach (string script in scripts)
            {
                (string[] files, int requests) = (_office.Snapshot(), _office.Requests);
                Assert.Empty(_office.Succeed(script).Output);
                Assert.Equal(files, _office.Snapshot());
                Assert.Equal(requests, _office.Requests);
            }
        }
    }

    [Fact]
    public void WhatIf_WithADeviceThatIsGone_DoesNotTouchIt()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        DefterX.Devices.DeviceManager.Shared.DisconnectAll();
        Assert.Empty(_office.Succeed($"Set-DefterXSignature {FilingOffice.Company} -WhatIf").Output);
        Assert.Equal(ErrorIds.DeviceRequired, _office.Invoke($"Set-DefterXSignature {FilingOffice.Company}").ErrorId);
    }

    [Fact]
    public void Remove_WithoutReason_IsRefused()
    {
        string id = _office.Invoke($"Remove-DefterXLedger {FilingOffice.Company} -Reason ''").Error.FullyQualifiedErrorId;
        Assert.StartsWith("ParameterArgumentValidationError", id, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WhenNotSent_WantsToBeConfirmedAndDeletes()
    {
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        string[] before = _office.Snapshot();

        // High impact: a host that cannot ask refuses, so a scheduled task says -Confirm:$false.
        Assert.NotNull(_office.Invoke($"Remove-DefterXLedger {FilingOffice.Company} -Reason Deneme").Error);
        Assert.Equal(before, _office.Snapshot());
        Assert.Empty(_office.Succeed($"Remove-DefterXLedger {FilingOffice.Company} -Reason Deneme -Confirm:$false").Output);
        Assert.Equal(LedgerState.Valid, Assert.Single(_office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
        Assert.Contains("Deneme", File.ReadAllText(Path.Combine(_office.Month().FolderPath, "filing.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void New_WithForce_MakesACreatedMonthAnew()
    {
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        Assert.Equal(ErrorIds.LedgerExists, _office.Invoke($"New-DefterXLedger {FilingOffice.Company}").ErrorId);
        Assert.Equal(LedgerState.Created, Assert.Single(_office.Ledgers($"New-DefterXLedger {FilingOffice.Company} -Force")).State);
    }

    [Fact]
    public void Signature_WithPaths_TakesWildcardsFoldersAndItems()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        Ledger ledger = Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed"));
        _office.Set("Folder", Path.GetDirectoryName(ledger.Files[0])!);
        Assert.Equal(5, _office.Succeed("Get-DefterXSignature $Folder").Output.Count);
        Assert.Single(_office.Succeed("Get-DefterXSignature $Folder/*-YB-*.xml").Output);
        Assert.Equal(5, _office.Succeed("[System.IO.DirectoryInfo]::new($Folder).GetFiles('*.xml') | Get-DefterXSignature").Output.Count);
        Assert.Equal("PathNotFound", _office.Invoke("Get-DefterXSignature $Folder/yok.xml").ErrorId);

        // What cannot be read is an error of its own, and the others come in their order.
        Engine.Result result = _office.Invoke("'Y', 'yok', 'DR', 'KB' | ForEach-Object { \"$Folder/5123400670-202609-$_-000000.xml\" } |"
            + " Get-DefterXSignature -LiteralPath { $_ }");
        Assert.Equal("YDRKB", string.Concat(result.Output.Select(static item => ((Signature)item.BaseObject).Path.Split('-')[^2])));
        Assert.EndsWith("yok-000000.xml", (string)result.Error.TargetObject, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_OfABeratWhoseLedgerWasSignedAgain_NamesBoth()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        Ledger ledger = Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed"));
        string journal = ledger.Files.Single(static file => file.Contains("-Y-", StringComparison.Ordinal));
        string general = ledger.Files.Single(static file => file.Contains("-K-", StringComparison.Ordinal));
        File.Copy(general, journal, overwrite: true);
        Signature[] signatures = [.. _office.Succeed($"Get-DefterXLedger {FilingOffice.Company} | Get-DefterXSignature").Output
            .Select(static item => (Signature)item.BaseObject)];
        Signature bad = Assert.Single(signatures, static signature => signature.Status != SignatureStatus.Valid);
        Assert.Equal(SignatureStatus.Invalid, bad.Status);
        Assert.Contains(Path.GetFileName(journal), bad.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("-YB-", bad.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_AndTheLog_TellTheStoryWithoutSecrets()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        string text = _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Wait -Verbose -Debug").Text;
        string log = string.Concat(Directory.GetFiles(_office.Folder.LogFolder).Select(File.ReadAllText));
        foreach (string word in new[] { "validated", "created", "signed by", "Approved" })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
            Assert.Contains(word, log, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(FilingOffice.Password, text + log, StringComparison.Ordinal);
        Assert.DoesNotContain(TestOffice.Key, text + log, StringComparison.Ordinal);
    }
}
