using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>What is there only where a service keeps the office: roles, keys by mail, another PC's lease, a copy that is lost or behind,
/// a service that is gone.</summary>
public sealed class ServiceSessionTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private static OfficeServiceProcess Service => OfficePlace.Sqlite.Service!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync(place: OfficePlace.Sqlite);

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Connect_ToAService_ShowsItsAddressAndTheKeysOwner()
    {
        Session session = _office.Succeed("Get-DefterXSession").Single<Session>();
        Assert.Equal((Service.Address.ToString(), "Yönetici"), (session.Office, session.LoginKeyName));
        Assert.Equal(SessionState.Open, session.State);
    }

    [Fact]
    public void Key_ForAColleague_GoesByMailAndIsShownToNobody()
    {
        Engine.Result result = _office.Succeed("New-DefterXLoginKey 'Ayşe Demir' -Email ayse@buro.example -Role Preparer");
        LoginKeyInfo key = result.Single<LoginKeyInfo>();
        Assert.Equal(("Ayşe Demir", OfficeRole.Preparer, "ayse@buro.example"), (key.Name, key.Role, key.Email));
        string mailed = Service.KeyOf("ayse@buro.example");
        Assert.DoesNotContain(mailed, result.Text, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.EmailRequired, _office.Invoke("New-DefterXLoginKey 'Mehmet Kaya'").ErrorId);
        Assert.Equal(ErrorIds.LoginKeyExists, _office.Invoke("New-DefterXLoginKey 'Ayşe Demir' -Email a@buro.example").ErrorId);
        Assert.Equal(["Ayşe Demir", "Yönetici"], _office.Succeed("Get-DefterXLoginKey").Output.Select(k => ((LoginKeyInfo)k.BaseObject).Name).Order());
    }

    [Fact]
    public void Preparer_WithADevice_CreatesAndNeitherSignsNorKeepsKeys()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        LogInAs("preparer", "Preparer");
        Assert.Equal(SessionCapabilities.Validate | SessionCapabilities.Create, _office.Succeed("Get-DefterXSession").Output
            .Select(item => (Session)item.BaseObject).Last().Capabilities);
        Assert.Equal(LedgerState.Created, Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Wait")).State);
        Assert.Equal(ErrorIds.RoleRequired, _office.Invoke($"Set-DefterXSignature {FilingOffice.Company}").ErrorId);
        Assert.Equal(ErrorIds.RoleRequired, _office.Invoke("Get-DefterXLoginKey").ErrorId);
        Assert.Equal(ErrorIds.RoleRequired, _office.Invoke($"Remove-DefterXFirm {FilingOffice.Company} -Force -Confirm:$false").ErrorId);
    }

    [Fact]
    public void Session_WhoseKeyIsRevoked_EndsAndSaysSo()
    {
        _office.Set("Admin", _office.Succeed("Get-DefterXSession").Single<Session>());
        string email = $"signer-{Number}@buro.example";
        _office.Succeed($"New-DefterXLoginKey signer -Email {email} -Role Signer");
        TimeSpan later = TimeSpan.Zero;
        _office.Set("Signer", LogInElsewhere(Service.KeyOf(email), () => DateTimeOffset.Now + later));
        _office.Succeed("Remove-DefterXLoginKey signer -Confirm:$false");
        later = TimeSpan.FromSeconds(6); // what was asked a moment ago is believed for five
        Engine.Result result = _office.Invoke("Get-DefterXFirm -Session $Signer");
        Assert.Equal(ErrorIds.SessionExpired, result.ErrorId);
    }

    [Fact]
    public void Month_ThatAnotherPcHas_IsLockedAndNamesWhoHasIt()
    {
        _office.Import();
        Session other = LogInElsewhere(AdminKey());
        MonthFolder month = MonthOf(other);
        using (DefterX.Filing.Sharing.MonthStore.Of(other.Folder).Lock(month, default))
        {
            Engine.Result result = _office.Invoke($"New-DefterXLedger {FilingOffice.Company}");
            Assert.Equal(ErrorIds.LedgerLocked, result.ErrorId);
            Assert.Contains(Environment.MachineName, result.Text, StringComparison.Ordinal);
        }

        Assert.Equal(LedgerState.Created, Assert.Single(_office.Ledgers($"New-DefterXLedger {FilingOffice.Company}")).State);
        other.Close();
    }

    [Fact]
    public void Copy_ThatIsLost_IsFetchedAgainAndNothingIsMissing()
    {
        _office.ConnectDevices(FilingOffice.Company);
        _office.Import();
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Through Signed");
        string[] before = [.. Directory.GetFiles(_office.Month().FolderPath, "*.xml").Select(File.ReadAllText)];
        Directory.Delete(Path.Combine(_office.Path, "ledgers"), recursive: true);
        Directory.Delete(Path.Combine(_office.Path, "journals"), recursive: true);
        Assert.Equal(5, _office.Succeed($"Get-DefterXLedger {FilingOffice.Company} | Get-DefterXSignature").Output.Count);
        Assert.Equal(before, Directory.GetFiles(_office.Month().FolderPath, "*.xml").Select(File.ReadAllText));
        Assert.Equal(LedgerState.Approved, Assert.Single(_office.Ledgers($"Publish-DefterXLedger {FilingOffice.Company} -Wait")).State);
    }

    [Fact]
    public void Copy_ThatIsBehind_TakesWhatAnotherPcDid()
    {
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        TimeSpan later = TimeSpan.Zero;
        Session other = LogInElsewhere(AdminKey(), () => DateTimeOffset.Now + later);
        MonthFolder month = DefterX.Filing.Sharing.MonthStore.Of(other.Folder).Open(MonthOf(other).Id);
        Assert.Equal(LedgerState.Created, LedgerStatus.StateOf(month));
        _office.Succeed($"Remove-DefterXLedger {FilingOffice.Company} -Reason Deneme -Confirm:$false");
        later = TimeSpan.FromSeconds(1.1); // where months stand is known for a second
        month = DefterX.Filing.Sharing.MonthStore.Of(other.Folder).Open(month.Id);
        Assert.Null(LedgerStatus.StateOf(month));
        Assert.Contains(month.Log.Read(), step => step.Step == FilingStep.Removed);
        other.Close();
    }

    [Fact]
    public async Task Service_ThatIsGone_IsSaidAndWhatWasDoneMeanwhileGoesThereLater()
    {
        string folder = Directory.CreateTempSubdirectory("defterx-gone-").FullName;
        await using OfficeServiceProcess service = await OfficeServiceProcess.StartAsync(folder);
        await using FilingOffice office = await FilingOffice.StartAsync(place: OfficePlace.Of(service));
        office.Import();
        await service.KillAsync();
        Engine.Result gone = office.Invoke($"New-DefterXLedger {FilingOffice.Company}");
        Assert.Equal(ErrorIds.ServiceUnreachable, gone.Terminating?.FullyQualifiedErrorId.Split(',')[0] ?? gone.ErrorId);
        Engine.Result offline = office.Invoke($"Connect-DefterXSession abc-234-xyz-789 1234567 2026-09 -ServiceUri {service.Address}");
        Assert.Equal(ErrorIds.ServiceUnreachable, offline.ErrorId);
        Assert.Contains(service.Address.ToString(), offline.Text, StringComparison.Ordinal);
        await service.RestartAsync();
        Assert.Equal(LedgerState.Created, Assert.Single(office.Ledgers($"New-DefterXLedger {FilingOffice.Company}")).State);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Service_OfTests_EndsWithTheProcessThatStartedIt()
    {
        string folder = Directory.CreateTempSubdirectory("defterx-left-").FullName;
        await using OfficeServiceProcess service = await OfficeServiceProcess.StartAsync(folder);
        using System.Threading.CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        await service.AbandonAsync(patience.Token);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Connect_WithAFolderAndAService_IsRefused()
    {
        Engine.Result result = _office.Invoke($"Connect-DefterXSession abc-234-xyz-789 1234567 2026-09 -Office $Root -ServiceUri {Service.Address}");
        Assert.Equal(ErrorIds.OfficeNotFound, result.ErrorId);
    }

    [Fact]
    public void Connect_OverHttpToAnotherMachine_IsRefusedBeforeAnythingIsSent() => Assert.Equal(
        ErrorIds.ServiceUnreachable,
        _office.Invoke("Connect-DefterXSession abc-234-xyz-789 1234567 2026-09 -ServiceUri http://buro.example/").ErrorId);

    [Fact]
    public void Connect_WithAWrongKey_IsRejected() => Assert.Equal(
        ErrorIds.LoginRejected,
        _office.Invoke($"Connect-DefterXSession abc-234-xyz-789 {Number} 2026-09 -ServiceUri {Service.Address}").ErrorId);

    private string Number => _office.Folder.Settings.CustomerNumber;

    private string AdminKey() => Service.KeyOf($"yonetici-{Number}@buro.example");

    private void LogInAs(string name, string role)
    {
        string email = $"{name}-{Number}@buro.example";
        _office.Succeed($"New-DefterXLoginKey {name} -Email {email} -Role {role}");
        _office.Succeed($"Connect-DefterXSession {Service.KeyOf(email)} {Number} 2026-09 -ServiceUri {Service.Address} | Out-Null");
    }

    // As another PC would, with a copy of its own.
    private Session LogInElsewhere(string mailed, Func<DateTimeOffset>? clock = null)
    {
        string own = Environment.GetEnvironmentVariable("DEFTERX_WORKSPACE")!;
        try
        {
            Environment.SetEnvironmentVariable("DEFTERX_WORKSPACE", Path.Combine(_office.Root, "elsewhere"));
            using LoginKey key = LoginKey.Parse(mailed);
            SessionOptions options = clock is null ? new SessionOptions() : new SessionOptions { Clock = clock };
            return OfficeLocation.Of(Service.Address).LogIn(key, Number, new Period(2026, 9), options, null, default);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DEFTERX_WORKSPACE", own);
        }
    }

    private static MonthFolder MonthOf(Session session) =>
        MonthFolder.Of(session.Folder, new LedgerId(session.Folder.Firms.Get(FilingOffice.Company), new Period(2026, 9), null));
}
