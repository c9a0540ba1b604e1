using System;
using System.IO;
using System.Management.Automation;
using System.Security;
using DefterX.Office;
using Xunit;
using SessionState = DefterX.Office.SessionState;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class SessionTests : IDisposable
{
    private const string Connect = "param($Office) Connect-DefterXSession -Office $Office ";
    private readonly TestOffice _office = new();

    [Fact]
    public void NewOffice_WhenCalled_MakesAnOfficeThatANewKeyOpens()
    {
        string path = Path.Combine(_office.Root, "yeni");
        Engine.Result result = _office.Engine.Invoke(
            """
            param($Path)
            $null = New-DefterXOffice $Path 123456 'Yeni Ofis' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
            $key = New-DefterXLoginKey Ayşe -Office $Path
            Connect-DefterXSession $key.Key 123456 'Eylül 2026' -Office $Path
            """,
            path);
        Session session = result.Single<Session>();
        Assert.Equal(new Period(2026, 9), session.Period);
        Assert.Equal(GibEnvironment.Test, session.GibEnvironment);
        
    }

    [Fact]
    public void NewOffice_WhenThereIsOne_OfficeExists() => Fails(
        ErrorIds.OfficeExists,
        "param($Office) New-DefterXOffice $Office 1 Ad -SourceIdentifier 7341200986 -SourceTitle A",
        ErrorCategory.ResourceExists);

    [Fact]
    public void NewOffice_WhenNumberIsMalformed_OfficeInvalid() => Fails(
        ErrorIds.OfficeInvalid,
        "param($Office) New-DefterXOffice ($Office + '2') 12x Ad -SourceIdentifier 7341200986 -SourceTitle A");

    [Theory]
    [InlineData("-LoginKey abc-234-xyz-788 -CustomerNumber 7654321 -Period 2026-09", ErrorIds.LoginRejected)]
    [InlineData("-LoginKey abc-234-xyz-789 -CustomerNumber 7654322 -Period 2026-09", ErrorIds.LoginRejected)]
    [InlineData("-LoginKey abc-234-xyz -CustomerNumber 7654321 -Period 2026-09", ErrorIds.InvalidLoginKey)]
    [InlineData("-CustomerNumber 7654321 -Period 2026-09", ErrorIds.InvalidLoginKey)]
    [InlineData("-LoginKey abc-234-xyz-789 -Period 2026-09", ErrorIds.LoginRejected)]
    [InlineData("-LoginKey abc-234-xyz-789 -CustomerNumber 7654321", ErrorIds.InvalidPeriod)]
    [InlineData("-LoginKey abc-234-xyz-789 -CustomerNumber 7654321 -Period 2026-13", ErrorIds.InvalidPeriod)]
    [InlineData("-LoginKey abc-234-xyz-789 -CustomerNumber 7654321 -Period 9.2030", ErrorIds.InvalidPeriod)]
    public void Connect_WhenSomethingIsWrong_GivesItsId(string arguments, string id)
    {
        Engine.Result result = _office.Engine.Invoke(Connect + arguments, _office.Path);
        Assert.Equal(id, result.ErrorId);
        Assert.Empty(result.Output);
        Assert.Empty(_office.Engine.Invoke("Get-DefterXSession").Output);
    }

    [Fact]
    public void Connect_WhenPeriodIsUnquoted_ShowsItAsItWasTyped() => Assert.Contains(
        "'9.2030'", _office.Engine.Invoke(Connect + "a 1 9.2030", _office.Path).Error.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Connect_WhenThereIsNoOffice_OfficeNotFound() => Assert.Equal(
        ErrorIds.OfficeNotFound, _office.Engine.Invoke("param($Root) Connect-DefterXSession abc-234-xyz-789 1 2026-09 -Office $Root", _office.Root).ErrorId);

    [Fact]
    public void Connect_WhenKeysAreWrongAgainAndAgain_LoginThrottled()
    {
        Engine.Result? result = null;
        for (int i = 0; i < 6; i++) result = _office.Engine.Invoke(Connect + "abc-234-xyz-788 7654321 2026-09", _office.Path);
        Assert.Equal(ErrorIds.LoginThrottled, result!.ErrorId);
        Assert.Equal(ErrorCategory.LimitsExceeded, result.Error.CategoryInfo.Category);
    }

    [Fact]
    public void Connect_WithCredential_LogsIn()
    {
        SecureString key = new();
        foreach (char c in TestOffice.Key) key.AppendChar(c);
        Engine.Result result = _office.Engine.Invoke(
            "param($Office, $Login) Connect-DefterXSession -Credential $Login -Period '09.2026' -Office $Office",
            _office.Path,
            new PSCredential(TestOffice.CustomerNumber, key));
        Assert.Equal(SessionState.Open, result.Single<Session>().State);
    }

    [Fact]
    public void Connect_UnderWhatIf_ChangesNothing()
    {
        string before = _office.Snapshot;
        Engine.Result result = _office.Engine.Invoke(Connect + "abc-234-xyz-788 7654321 2026-09 -WhatIf", _office.Path);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(before, _office.Snapshot);
    }

    [Fact]
    public void Sessions_AreOfTheirRunspace()
    {
        Session session = _office.Connect();
        using Engine other = new();
        Assert.Empty(other.Invoke("Get-DefterXSession").Output);
        Assert.Equal(ErrorIds.SessionRequired, other.Invoke("Get-DefterXFirm").ErrorId);
        Assert.Empty(other.Invoke("param($Session) Get-DefterXFirm -Session $Session", session).Errors);
    }

    [Fact]
    public void Disconnect_WhenThereAreTwo_EndsTheGivenOneOnly()
    {
        Session first = _office.Connect();
        Session second = _office.Connect();
        _office.Engine.Invoke("param($Session) $Session | Disconnect-DefterXSession", first);
        Assert.Equal(SessionState.Closed, first.State);
        Assert.Equal(second, _office.Engine.Invoke("Get-DefterXSession").Single<Session>());
        Assert.Equal(ErrorIds.SessionExpired, _office.Engine.Invoke("param($Session) Get-DefterXFirm -Session $Session", first).ErrorId);
        _office.Engine.Invoke("Get-DefterXSession | Disconnect-DefterXSession");
        Assert.Equal(ErrorIds.SessionRequired, _office.Engine.Invoke("Disconnect-DefterXSession").ErrorId);
    }

    [Fact]
    public void Set_WithPeriod_ChangesItUnlessWhatIf()
    {
        Session session = _office.Connect();
        _office.Engine.Invoke("Set-DefterXSession 2026-10 -WhatIf");
        Assert.Equal(new Period(2026, 9), session.Period);
        Assert.Same(session, _office.Engine.Invoke("Set-DefterXSession 2026-10 -PassThru").Single<Session>());
        Assert.Equal(new Period(2026, 10), session.Period);
        Assert.Equal(ErrorIds.InvalidPeriod, _office.Engine.Invoke("Set-DefterXSession 202610").ErrorId);
    }

    [Fact]
    public void LogFile_AfterLogin_TellsTheStory()
    {
        _office.Connect();
        Assert.Contains("opened with the key of Test for 2026-09", _office.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public void LoginKey_WhenRightOrWrong_IsInNoStreamAndNoLog()
    {
        string text = _office.Engine.Invoke(
            Connect + "abc-234-xyz-789 7654321 2026-09 -Verbose; " + Connect[15..] + "abc-234-xyz-788 7654321 2026-09 -Verbose; "
            + Connect[15..] + "abc-234-xyz 7654321 2026-09 -Verbose",
            _office.Path).Text;
        Assert.Contains("opened", text, StringComparison.Ordinal);
        Assert.DoesNotContain("abc-234", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("abc-234", _office.Logs, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _office.Dispose();

    private void Fails(string id, string script, ErrorCategory? category = null)
    {
        string before = _office.Snapshot;
        Engine.Result result = _office.Engine.Invoke(script, _office.Path);
        Assert.Equal(id, result.ErrorId);
        if (category is not null) Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal(before, _office.Snapshot);
    }
}
