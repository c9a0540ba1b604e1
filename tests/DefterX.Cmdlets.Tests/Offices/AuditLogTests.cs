using System;
using System.Linq;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

public sealed class SqliteAuditLogTests : AuditLogTests
{
    private protected override OfficePlace Place => OfficePlace.Sqlite;
}

public sealed class PostgreSqlAuditLogTests : AuditLogTests
{
    private protected override OfficePlace Place => OfficePlace.PostgreSql;
}

/// <summary>Who did what, as the prompt shows it.</summary>
public abstract class AuditLogTests : IDisposable
{
    private readonly TestOffice _office;
    private readonly Session _session;

    protected AuditLogTests()
    {
        _office = new TestOffice("tr-TR", place: Place);
        _session = _office.Connect();
    }

    private protected abstract OfficePlace Place { get; }

    private OfficeServiceProcess Service => Place.Service!;

    public void Dispose()
    {
        _session.Close();
        _office.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void AuditLog_AfterALoginAndAChange_ShowsBothNewestFirstAndNoSecret()
    {
        Succeed("Set-DefterXOffice -SessionIdleTimeout 02:00:00 -TimeStampUri http://tsa.example/");
        Engine.Result result = Succeed("Get-DefterXAuditLog");
        AuditEvent[] events = Events(result);
        Assert.Equal(["OfficeChanged", "Login", "OfficeRegistered"], events.Select(item => item.Action));
        Assert.Equal(
            ("Yönetici", Environment.MachineName, "127.0.0.1", _session.CustomerNumber, _session.Office),
            (events[0].KeyName, events[0].Machine, events[0].Address, events[0].Subject, events[0].Office));
        Assert.Equal("sessionIdleTimeout, timeStamp", events[0].Detail);
        Assert.All(events, item =>
        {
            Assert.Equal(DateTimeKind.Local, item.Time.Kind);
            Assert.InRange(item.Time, DateTime.Now.AddMinutes(-5), DateTime.Now.AddMinutes(1));
        });
        string key = Service.KeyOf($"yonetici-{_session.CustomerNumber}@buro.example");
        string all = string.Join('\n', events.Select(item => item with { })) + result.Text;
        Assert.DoesNotContain(key, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("[A-Za-z0-9_-]{43}", all); // 32 bytes in base64url: a token
    }

    [Fact]
    public void AuditLog_Narrowed_GivesWhatIsWanted()
    {
        foreach (string name in new[] { "Bir", "İki", "Üç" }) Succeed($"Set-DefterXOffice -Name {name}");
        Assert.Equal(["OfficeChanged", "OfficeChanged"], Actions("Get-DefterXAuditLog -First 2"));
        Assert.Equal(["Login"], Actions("Get-DefterXAuditLog login*"));
        Assert.Equal(["Login", "OfficeRegistered"], Actions("Get-DefterXAuditLog -Action Login, *registered"));
        Assert.Equal(["OfficeChanged"], Actions("Get-DefterXAuditLog OfficeChanged -First 1"));
        Assert.Empty(Actions("Get-DefterXAuditLog -After ([datetime]::Now.AddHours(1))"));
        Assert.Empty(Actions("Get-DefterXAuditLog -Before ([datetime]::Now.AddHours(-1))"));
        Assert.Equal(5, Actions($"Get-DefterXAuditLog -After '{DateTime.Today.AddDays(-1):d.MM.yyyy}' -Before '{DateTime.Today.AddDays(2):yyyy-MM-dd}'").Length);
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Second", Events(Succeed("Get-DefterXAuditLog -First 2"))[1].Time);
        Assert.Equal(3, Actions("Get-DefterXAuditLog -Before $Second").Length);
        Assert.Equal(2, Actions("Get-DefterXAuditLog -After $Second").Length);
        Engine.Result wrong = _office.Engine.Invoke("Get-DefterXAuditLog -After dün");
        Assert.StartsWith("ParameterArgumentTransformationError", wrong.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("bir tarih değil", wrong.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Signer_SeesTheSettingsAndNeitherChangesThemNorReadsTheLog()
    {
        string email = $"imzalayan-{_session.CustomerNumber}@buro.example";
        Succeed($"New-DefterXLoginKey İmzalayan -Email {email} -Role Signer");
        Succeed($"Connect-DefterXSession {Service.KeyOf(email)} {_session.CustomerNumber} 2026-09 -ServiceUri {Service.Address} | Out-Null");
        Assert.Equal("Deneme Mali Müşavirlik", Succeed("Get-DefterXOffice").Single<OfficeInfo>().Name);
        Assert.Equal(ErrorIds.RoleRequired, _office.Engine.Invoke("Set-DefterXOffice -Name Yeni").ErrorId);
        Assert.Equal(ErrorIds.RoleRequired, _office.Engine.Invoke("Get-DefterXAuditLog").ErrorId);
        Assert.Equal(1, Succeed("Get-DefterXOffice").Single<OfficeInfo>().Version);
    }

    [Fact]
    public void LoginKeys_ThroughThePipeline_AreThoseOfTheService()
    {
        Succeed($"New-DefterXLoginKey Geçici -Email gecici-{_session.CustomerNumber}@buro.example");
        Succeed("Get-DefterXLoginKey Geçici | Remove-DefterXLoginKey -Confirm:$false");
        Assert.Single(Succeed("Get-DefterXLoginKey").Output);
    }

    [Fact]
    public void Settings_WithFieldsOfAnotherProgram_KeepThem()
    {
        string number = "88" + _session.CustomerNumber;
        string json = $$"""
            { "customerNumber": "{{number}}", "name": "Ad", "ownField": { "a": [1] }, "gibRetry": { "attempts": 2, "ownToo": true },
              "sourceApplication": { "identifier": "7341200986", "title": "A", "program": "B", "version": "1" } }
            """;
        string key = Service.Register(json, number);
        Succeed($"Connect-DefterXSession {key} {number} 2026-09 -ServiceUri {Service.Address} | Out-Null; Set-DefterXOffice -Name Yeni");
        string kept = System.IO.File.ReadAllText(System.IO.Path.Combine(
            Succeed("Get-DefterXSession").Output.Select(item => (Session)item.BaseObject).Last().Folder.Path, "office.json"));
        Assert.Contains("\"ownField\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"ownToo\"", kept, StringComparison.Ordinal);
        Assert.Equal("name", Events(Succeed("Get-DefterXAuditLog -First 1"))[0].Detail);
    }

    private string[] Actions(string script) => [.. Events(Succeed(script)).Select(item => item.Action)];

    private static AuditEvent[] Events(Engine.Result result) => [.. result.Output.Select(item => (AuditEvent)item.BaseObject)];

    private Engine.Result Succeed(string script)
    {
        Engine.Result result = _office.Engine.Invoke(script);
        Assert.True(result.Terminating is null && result.Errors.Count == 0, $"{result.Terminating}\n{result.Text}");
        return result;
    }
}
