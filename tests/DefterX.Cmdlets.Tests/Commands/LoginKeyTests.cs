using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading;
using DefterX.Cmdlets.Commands;
using DefterX.Office;
using Xunit;
using SessionState = DefterX.Office.SessionState;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class LoginKeyTests : IDisposable
{
    private readonly TestOffice _office = new();

    public LoginKeyTests()
    {
        Environment.SetEnvironmentVariable("DEFTERX_OFFICE", _office.Path);
        _office.Engine.Invoke("$null = New-DefterXLoginKey Ayşe; $null = New-DefterXLoginKey Işıl");
    }

    private string[] Names => [.. _office.Folder.LoginKeys.List().Select(static key => key.Name)];

    [Fact]
    public void Get_WithOrWithoutName_GivesTheKeysOfTheOffice()
    {
        Engine.Result all = _office.Engine.Invoke("Get-DefterXLoginKey");
        Assert.Equal(_office.Folder.LoginKeys.List(), all.Output.Select(static item => (LoginKeyInfo)item.BaseObject));
        Assert.Equal("Ayşe", _office.Engine.Invoke("Get-DefterXLoginKey AYŞ*").Single<LoginKeyInfo>().Name);
        Assert.Equal("Işıl", _office.Engine.Invoke("param($Office) Get-DefterXLoginKey işil -Office $Office", _office.Path).Single<LoginKeyInfo>().Name);
        Assert.Empty(_office.Engine.Invoke("Get-DefterXLoginKey yok*").Errors);
    }

    [Fact]
    public void Get_WhenNamedKeyIsNotThere_LoginKeyNotFound()
    {
        Engine.Result result = _office.Engine.Invoke("Get-DefterXLoginKey Yok");
        Assert.Equal(ErrorIds.LoginKeyNotFound, result.ErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
        Assert.Equal(ErrorIds.OfficeNotFound, _office.Engine.Invoke("param($Root) Get-DefterXLoginKey -Office $Root", _office.Root).ErrorId);
    }

    [Fact]
    public void Get_FromNewOffice_TakesItFromThePipeline() => Assert.Empty(_office.Engine.Invoke(
        "param($Root) New-DefterXOffice $Root/yeni 1 Yeni -SourceIdentifier 7341200986 -SourceTitle A | Get-DefterXLoginKey", _office.Root).Output);

    [Fact]
    public void New_WhenNameIsTaken_LoginKeyExists()
    {
        string before = _office.Snapshot;
        Engine.Result result = _office.Engine.Invoke("New-DefterXLoginKey ' AYŞE '");
        Assert.Equal(ErrorIds.LoginKeyExists, result.ErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, result.Error.CategoryInfo.Category);
        Assert.Empty(result.Output);
        Assert.Equal(before.Split('\n').Where(IsNotLog), _office.Snapshot.Split('\n').Where(IsNotLog));
    }

    [Theory]
    [InlineData("Remove-DefterXLoginKey Ayşe -Confirm:$false")]
    [InlineData("Remove-DefterXLoginKey -Name ay* -Confirm:$false")]
    [InlineData("Remove-DefterXLoginKey -Id (Get-DefterXLoginKey Ayşe).Id -Confirm:$false")]
    [InlineData("$key = Get-DefterXLoginKey Ayşe; $env:DEFTERX_OFFICE = 'x'; $key | Remove-DefterXLoginKey -Confirm:$false")]
    public void Remove_ByNameIdOrPipeline_RevokesThatKeyAlone(string script)
    {
        Engine.Result result = _office.Engine.Invoke(script + " -PassThru");
        Assert.Equal("Ayşe", result.Single<LoginKeyInfo>().Name);
        Assert.Equal(["Test", "Işıl"], Names);
        Assert.DoesNotContain("last", result.Text, StringComparison.Ordinal);
        Assert.Contains("of Ayşe created", _office.Logs, StringComparison.Ordinal);
        Assert.Contains("of Ayşe removed", _office.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-DefterXLoginKey Yok, Ayşe -Confirm:$false")]
    [InlineData("Remove-DefterXLoginKey -Id 00000000, (Get-DefterXLoginKey Ayşe).Id -Confirm:$false")]
    public void Remove_WhenOneIsUnknown_SaysSoAndRemovesTheOthers(string script)
    {
        Assert.Equal(ErrorIds.LoginKeyNotFound, _office.Engine.Invoke(script).ErrorId);
        Assert.Equal(["Test", "Işıl"], Names);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("")] // the engine's host cannot ask, which is no consent
    public void Remove_WithoutConsent_RemovesNothing(string arguments)
    {
        _office.Engine.Invoke("Remove-DefterXLoginKey * " + arguments);
        Assert.Equal(["Test", "Ayşe", "Işıl"], Names);
    }

    [Fact]
    public void Remove_WhenItIsTheLastKey_Warns()
    {
        Engine.Result result = _office.Engine.Invoke("Remove-DefterXLoginKey * -Confirm:$false");
        Assert.Empty(result.Errors);
        Assert.Contains("Işıl", result.Text, StringComparison.Ordinal);
        Assert.Contains("last login key", result.Text, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact]
    public void Session_WhenItsKeyIsRevoked_CanNoLongerBeUsed()
    {
        Session session = _office.Connect();
        Assert.Equal("Test", session.LoginKeyName);
        Session other = _office.Engine.Invoke(
            "Remove-DefterXLoginKey Işıl -Confirm:$false; Connect-DefterXSession (New-DefterXLoginKey Işıl).Key 7654321 2026-09").Single<Session>();

        _office.Engine.Invoke("Remove-DefterXLoginKey Test -Confirm:$false");

        Engine.Result result = _office.Engine.Invoke("param($Session) Get-DefterXFirm -Session $Session", session);
        Assert.Equal(ErrorIds.SessionExpired, result.ErrorId);
        Assert.Contains("revoked", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SessionState.Revoked, session.State);
        Assert.Empty(_office.Engine.Invoke("param($Session) Get-DefterXFirm -Session $Session", other).Errors);
        Assert.Contains($"Session {other.Id} opened with the key of Işıl", _office.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public void Disconnect_WhenTheKeyWasASecureString_LeavesItNowhereInMemory()
    {
        _office.Engine.Invoke("Remove-DefterXLoginKey Ayşe -Confirm:$false");
        LoginKey key = _office.Folder.LoginKeys.Create("Ayşe").Key;
        SecureString typed = key.ToSecureString();
        key.Dispose();
        ProcessMemory memory = new(typed);

        _office.Engine.Invoke("param($Key) Connect-DefterXSession $Key 7654321 2026-09", typed).Single<Session>();
        Assert.True(memory.Count() > 0, "the caller's SecureString itself");
        _office.Engine.Invoke("Disconnect-DefterXSession");
        typed.Dispose();

        Assert.Equal(0, memory.Count());
    }

    [Fact]
    public void New_UnderWhatIf_MakesNoKey()
    {
        Assert.Empty(_office.Engine.Invoke("New-DefterXLoginKey Can -WhatIf").Output);
        Assert.DoesNotContain("Can", Names);
    }

    [Fact]
    public void NewLoginKey_AsText_HidesTheKey()
    {
        NewLoginKey key = _office.Engine.Invoke("New-DefterXLoginKey Can -Verbose").Single<NewLoginKey>();
        Assert.DoesNotContain(key.Key, key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key.Key, _office.Logs, StringComparison.Ordinal);
        using LoginKey parsed = LoginKey.Parse(key.Key);
        Assert.Equal(key.Id, _office.Folder.LoginKeys.Verify(parsed, CancellationToken.None)?.Id);
    }

    [Fact]
    public void Remove_WithTheOfficeThatNewGave_RemovesThere()
    {
        Engine.Result result = _office.Engine.Invoke(
            """
            param($Root)
            $office = New-DefterXOffice $Root/yeni 123456 Büro -SourceIdentifier 7341200986 -SourceTitle A
            $null = New-DefterXLoginKey Bir -Office $office.Path; $null = New-DefterXLoginKey İki -Office $office.Path
            $office | Remove-DefterXLoginKey Bir -Confirm:$false
            ($office | Get-DefterXLoginKey).Name
            """,
            _office.Root);
        Assert.Empty(result.Errors);
        Assert.Equal("İki", result.Single<string>());
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DEFTERX_OFFICE", null);
        _office.Dispose();
    }

    private bool IsNotLog(string file) => !file.Contains(Path.DirectorySeparatorChar + "logs" + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
