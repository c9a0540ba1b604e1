using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using DefterX.Devices;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>-SecretName with a stand-in for SecretManagement; Vault.Tests.ps1 has the real one.</summary>
public sealed class VaultTests : IDisposable
{
    private const string Pin = "246810";
    private const string Period = " -Period 2026-09";

    // What it was asked is in $global:Asked.
    private const string StandIn =
        """
        New-Module Microsoft.PowerShell.SecretManagement {
            function Secure($Text) {
                $secret = [securestring]::new()
                foreach ($c in "$Text".ToCharArray()) { $secret.AppendChar($c) }
                , $secret
            }
            function Get-Secret {
                [CmdletBinding()]
                param($Name, $Vault)
                $global:Asked += , ($PSBoundParameters.Keys -join ' ')
                switch ($Name) {
                    key { Secure 'abc-234-xyz-789' }
                    text { 'abc-234-xyz-789' }
                    login { [pscredential]::new('7654321', (Secure 'abc-234-xyz-789')) }
                    pin { Secure '246810' }
                    pintext { '246810' }
                    pinlogin { [pscredential]::new('kart', (Secure '246810')) }
                    "it's; throw" { Secure 'abc-234-xyz-789' }
                    bytes { $PSCmdlet.WriteObject([byte[]](1, 2), $false) }
                    two { 'a'; 'b' }
                    empty { '' }
                    nothing { }
                    null { $null }
                    locked { throw 'A valid password is required to access the vault.' }
                    default {
                        $cause = [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found.")
                        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($cause, 'NotFound', 'ObjectNotFound', $Name))
                    }
                }
            }
        } | Import-Module
        $global:Asked = @()
        """;

    private readonly TestOffice _office = new();

    public VaultTests()
    {
        Environment.SetEnvironmentVariable("DEFTERX_OFFICE", _office.Path);
        Assert.Empty(_office.Engine.Invoke(StandIn).Errors);
    }

    private string Asked => _office.Engine.Invoke("$global:Asked -join '|'").Single<string>();

    [Theory]
    [InlineData("-SecretName key -CustomerNumber 7654321", "Name ErrorAction")]
    [InlineData("-SecretName text -CustomerNumber 7654321 -Vault Kasa", "Name Vault ErrorAction")]
    [InlineData("-SecretName login", "Name ErrorAction")]
    [InlineData("-SecretName login -CustomerNumber 7654321", "Name ErrorAction")]
    [InlineData("-SecretName \"it's; throw\" -CustomerNumber 7654321", "Name ErrorAction")]
    public void ConnectSession_WithSecret_LogsIn(string arguments, string asked)
    {
        Session session = _office.Engine.Invoke("Connect-DefterXSession " + arguments + Period).Single<Session>();
        Assert.Equal("Test", session.LoginKeyName);
        Assert.Equal(asked.Split(' ').Order(StringComparer.Ordinal), Asked.Split(' ').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("pintext")]
    [InlineData("pinlogin")]
    public void ConnectDevice_WithSecret_LogsIn(string name)
    {
        Engine.Result result = ConnectPfx($"-SecretName {name} -Verbose");
        Assert.True(result.Single<Device>().IsConnected);
        Assert.DoesNotContain(Pin, result.Text + _office.Logs, StringComparison.Ordinal);
        ConnectPfx("-SecretName locked").Single<Device>(); // connected already, so nothing is read
    }

    [Theory]
    [InlineData("yok", "could not be read: The secret yok was not found.")]
    [InlineData("locked", "A valid password is required")]
    [InlineData("nothing", "locked")]
    [InlineData("null", "locked")]
    [InlineData("empty", "is empty")]
    [InlineData("bytes", "Byte[]")]
    [InlineData("two", "Object[]")]
    public void Connect_WhenTheVaultGivesNoUsableSecret_SaysWhy(string name, string expected)
    {
        Engine.Result session = _office.Engine.Invoke($"Connect-DefterXSession -SecretName {name} -CustomerNumber 7654321" + Period);
        Assert.Equal(ErrorIds.InvalidLoginKey, session.ErrorId);
        Assert.Contains(expected, session.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(name, session.Error.ToString(), StringComparison.Ordinal);
        Engine.Result device = ConnectPfx("-SecretName " + name);
        Assert.Equal(ErrorIds.PinRequired, device.ErrorId);
        Assert.Contains(expected, device.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(DeviceManager.Shared.Connected);
    }

    [Fact]
    public void Connect_WhenSecretManagementIsNotInstalled_SaysHowToInstallIt()
    {
        Engine.Result result = _office.Engine.Invoke(
            "Remove-Module Microsoft.PowerShell.SecretManagement; $global:PSModuleAutoLoadingPreference = 'None'; "
            + "Connect-DefterXSession -SecretName key -CustomerNumber 7654321" + Period);
        Assert.Equal(ErrorIds.InvalidLoginKey, result.ErrorId);
        Assert.Contains("Install-Module Microsoft.PowerShell.SecretManagement", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-DefterXSession -SecretName key -Period 2026-09", ErrorIds.LoginRejected)]
    [InlineData("Connect-DefterXSession -Vault Kasa -CustomerNumber 7654321 -Period 2026-09", ErrorIds.InvalidLoginKey)]
    [InlineData("Connect-DefterXSession -SecretName pin -CustomerNumber 7654321 -Period 2026-09", ErrorIds.InvalidLoginKey)]
    [InlineData("Connect-DefterXSession -SecretName key -LoginKey abc-234-xyz-789 -CustomerNumber 7654321 -Period 2026-09", "AmbiguousParameterSet")]
    [InlineData("Connect-DefterXSession -SecretName key -Credential ([pscredential]::Empty) -Period 2026-09", "AmbiguousParameterSet")]
    [InlineData("Connect-DefterXDevice -SecretName pin -Pin ([securestring]::new())", ErrorIds.PinRequired)]
    [InlineData("Connect-DefterXDevice -Credential ([pscredential]::Empty) -Pin ([securestring]::new())", ErrorIds.PinRequired)]
    [InlineData("Connect-DefterXDevice -Vault Kasa", ErrorIds.PinRequired)]
    public void Connect_WhenParametersDoNotGoTogether_SaysSo(string script, string id)
    {
        Engine.Result result = _office.Engine.Invoke(script);
        Assert.Equal(id, result.ErrorId);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void ConnectDevice_WhenOneSecretIsForSeveral_IsRefusedUnread()
    {
        Device device = PfxFile.Describe(CreatePfx(), password: null);
        Engine.Result result = _office.Engine.Invoke(
            "param($Devices) $Devices | Connect-DefterXDevice -NoGib -SecretName pin",
            (object)new[] { device with { Library = "1.pfx" }, device with { Library = "2.pfx" } });
        Assert.Equal(ErrorIds.DeviceAmbiguous, result.ErrorId);
        Assert.Equal("", Asked);
    }

    [Fact]
    public void Connect_UnderWhatIf_ReadsNoSecret()
    {
        Assert.Empty(_office.Engine.Invoke("Connect-DefterXSession -SecretName locked -WhatIf" + Period).Errors);
        Assert.Empty(ConnectPfx("-SecretName locked -WhatIf").Errors);
        Assert.Equal("", Asked);
    }

    [Fact]
    public void LoginKey_FromAVault_IsInNoStreamAndNoLog()
    {
        Engine.Result result = _office.Engine.Invoke(
            "Connect-DefterXSession -SecretName text -CustomerNumber 7654321 -Verbose -Debug" + Period
            + "; Connect-DefterXSession -SecretName text -CustomerNumber 7654322 -Verbose" + Period);
        Assert.Equal(ErrorIds.LoginRejected, result.ErrorId);
        Assert.DoesNotContain(TestOffice.Key, result.Text + _office.Logs, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DEFTERX_OFFICE", null);
        _office.Dispose();
    }

    private string CreatePfx()
    {
        string path = System.IO.Path.Combine(_office.Root, "mühür.pfx");
        if (System.IO.File.Exists(path)) return path;
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek Işık Ltd. Şti.", KeyKind.Ec);
        TestCertificates.CreatePfx(certificate, path, Pin);
        return path;
    }

    private Engine.Result ConnectPfx(string arguments) =>
        _office.Engine.Invoke("param($Path) Connect-DefterXDevice -PfxPath $Path -NoGib " + arguments, CreatePfx());
}
