using System;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.GibSimulator;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;
using SessionCapabilities = DefterX.Office.SessionCapabilities;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class DeviceTests : IDisposable
{
    private const string Pin = "246810";
    private const string ClosedPort = "http://127.0.0.1:9/edefter";
    private static int s_count;
    private readonly TestOffice _office = new();
    private readonly string _prefix = $"kart{Interlocked.Increment(ref s_count)}";
    private readonly string _library = SoftHsm.Shared.LibraryPath;

    private Engine Engine => _office.Engine;

    [Fact]
    public void Connect_WithPin_ReturnsTheConnectedDevice()
    {
        Device device = Find(CreateToken());
        Device connected = Connect(device, "-NoGib").Single<Device>();
        Assert.True(connected.IsConnected);
        Assert.Equal(device.Thumbprint, connected.Thumbprint);
        Assert.True(Find(device.Name).IsConnected);
        Assert.Empty(Engine.Invoke("Get-DefterXDevice " + device.Name + " | Disconnect-DefterXDevice").Errors);
        Assert.False(Find(device.Name).IsConnected);
    }

    [Fact]
    public void Connect_WhenItIsConnectedWithoutItsPinKept_SaysThatKeepPinComesTooLate()
    {
        Device device = Find(CreateToken());
        Connect(device, "-NoGib");
        Assert.Contains("-KeepPin", Connect(device, "-NoGib -KeepPin").Text, StringComparison.Ordinal);
        Engine.Invoke("Disconnect-DefterXDevice");
        Connect(device, "-NoGib -KeepPin");
        Assert.DoesNotContain("-KeepPin", Connect(device, "-NoGib -KeepPin").Text, StringComparison.Ordinal);
        Engine.Invoke("Disconnect-DefterXDevice");
    }

    [Fact]
    public void Connect_WhenPinIsWrong_PinIncorrect()
    {
        Engine.Result result = Connect(Find(CreateToken()), "-NoGib", "000000");
        Assert.Equal(ErrorIds.PinIncorrect, result.ErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, result.Error.CategoryInfo.Category);
        Assert.Empty(DeviceManager.Shared.Connected);
    }

    [Fact]
    public void Connect_WithoutPinWhereNobodyCanAnswer_PinRequired()
    {
        Engine.Result result = Engine.Invoke("param($Device) $Device | Connect-DefterXDevice -NoGib", Find(CreateToken()));
        Assert.Equal(ErrorIds.PinRequired, result.ErrorId);
        Assert.Contains("-Pin", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_WhenOnePinIsForSeveral_IsRefusedBeforeAnyLogin()
    {
        Device[] devices = [Find(CreateToken()), Find(CreateToken())];
        Engine.Result result = Engine.Invoke(
            "param($Devices, $Pin) $Devices | Connect-DefterXDevice -NoGib -Pin $Pin", devices, Secret("000000"));
        Assert.Equal(ErrorIds.DeviceAmbiguous, result.ErrorId);
        Assert.All(devices, device => Assert.Equal(PinState.Ok, Find(device.Name).PinState));
    }

    [Fact]
    public void Connect_WhenOnePasswordIsForSeveralFiles_IsRefusedBeforeAnyIsOpened()
    {
        Device[] devices = [CreatePfx("bir.pfx"), CreatePfx("iki.pfx")];
        Assert.All(devices, static device => Assert.Empty(device.Thumbprint));
        const string Script = "param($Devices, $Pin) $Devices | Connect-DefterXDevice -NoGib -Pin $Pin";
        Assert.Equal(ErrorIds.DeviceAmbiguous, Engine.Invoke(Script, devices, Secret(Pin)).ErrorId);
        Assert.Empty(DeviceManager.Shared.Connected);
        Assert.True(Engine.Invoke(Script, new[] { devices[0], devices[0] }, Secret(Pin)).Output.Count > 0);
        Engine.Invoke("Disconnect-DefterXDevice");
    }

    [Fact]
    public void Session_WithAFileThatWasNotOpenYet_UsesItOnceItIsConnected()
    {
        Device[] devices = [CreatePfx("bir.pfx"), CreatePfx("iki.pfx")];
        Session session = _office.Connect();
        Engine.Invoke("param($Device) Set-DefterXSession -Device $Device", devices[1]);
        foreach (Device device in devices) Connect(device, "-NoGib");
        Assert.Equal(devices[1].Library, Assert.Single(session.Devices).Library);
        Assert.True(session.Capabilities.HasFlag(SessionCapabilities.Sign));
        Engine.Invoke("Disconnect-DefterXDevice");
    }

    [Fact]
    public void Connect_WhenSeveralMatch_DeviceAmbiguousWithTheList()
    {
        string first = CreateToken();
        string second = CreateToken();
        Engine.Result result = Search($"-Name {_prefix}*");
        Assert.Equal(ErrorIds.DeviceAmbiguous, result.ErrorId);
        Assert.Contains(first, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(second, result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_WhenOneMatches_PicksIt()
    {
        string name = CreateToken();
        Assert.Equal(name, Search($"-Name {_prefix.ToUpperInvariant()}*").Single<Device>().Name);
        Assert.Equal(name, Search("-Thumbprint " + Find(name).Thumbprint).Single<Device>().Name);
    }

    [Fact]
    public void Connect_WhenNoneMatches_DeviceNotFound() => Assert.Equal(ErrorIds.DeviceNotFound, Search("-Name yok").ErrorId);

    [Fact]
    public void Get_WhenNamedDeviceIsNotThere_DeviceNotFound()
    {
        Assert.Equal(ErrorIds.DeviceNotFound, Engine.Invoke("Get-DefterXDevice yok").ErrorId);
        Assert.Equal(ErrorIds.OperationTimeout, Engine.Invoke("Get-DefterXDevice yok -Wait -Timeout 1").ErrorId);
        Assert.Empty(Engine.Invoke("Get-DefterXDevice yok*").Errors);
    }

    [Fact]
    public void Get_WhenLibraryIsBroken_WarnsOnly()
    {
        Engine.Result result = Engine.Invoke("param($Root) Get-DefterXDevice yok* -Library $Root/yok.so", _office.Root);
        Assert.Empty(result.Errors);
        Assert.Contains("yok.so", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_UnderWhatIf_TouchesNoToken()
    {
        Device device = Find(CreateToken());
        string before = _office.Snapshot;
        Assert.Empty(Connect(device, "-WhatIf", "000000").Errors);
        Assert.Empty(Search("-Name yok -WhatIf").Errors);
        Assert.Empty(DeviceManager.Shared.Connected);
        Assert.Equal(PinState.Ok, Find(device.Name).PinState);
        Assert.Equal(before, _office.Snapshot);
    }

    [Fact]
    public void Connect_WithPfx_ConnectsIt()
    {
        string path = System.IO.Path.Combine(_office.Root, "mühür.pfx");
        using X509Certificate2 certificate = Certificate();
        TestCertificates.CreatePfx(certificate, path, Pin);
        Engine.Result result = Engine.Invoke("param($Path, $Pin) Connect-DefterXDevice -PfxPath $Path -Pin $Pin -NoGib", path, Secret(Pin));
        Assert.True(result.Single<Device>().IsPfx);
        Engine.Invoke("Disconnect-DefterXDevice");
        Assert.Empty(DeviceManager.Shared.Connected);
        Assert.Equal(
            ErrorIds.PinIncorrect,
            Engine.Invoke("param($Path, $Pin) Connect-DefterXDevice -PfxPath $Path -Pin $Pin -NoGib", path, Secret("1")).ErrorId);
    }

    [Fact]
    public void Connect_WhenGibIsUnreachable_WarnsAndCannotSend()
    {
        Session session = _office.Connect();
        Assert.Equal(SessionCapabilities.Validate | SessionCapabilities.Create, session.Capabilities);
        Engine.Result result = Connect(Find(CreateToken()), $"-GibUri {ClosedPort}");
        Assert.True(result.Single<Device>().IsConnected);
        Assert.Contains(ErrorIds.GibUnreachable, result.Text, StringComparison.Ordinal);
        Assert.Equal(SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign, session.Capabilities);
        Assert.Single(session.Devices);
    }

    [Fact]
    public async Task Connect_WhenGibAnswers_SessionCanSend()
    {
        await using SimulatorServer gib = await SimulatorServer.StartAsync(new SimulatorOptions());
        string path = System.IO.Path.Combine(_office.Root, "gib");
        Engine.Result result = Engine.Invoke(
            """
            param($Path, $Gib, $Device, $Pin)
            $null = New-DefterXOffice $Path 123456 Ofis -SourceIdentifier 7341200986 -SourceTitle A -GibUri $Gib
            $key = New-DefterXLoginKey Test -Office $Path
            $session = Connect-DefterXSession $key.Key 123456 2026-09 -Office $Path
            $null = Connect-DefterXDevice $Device -Pin $Pin
            $session
            """,
            path,
            gib.Address,
            Find(CreateToken()),
            Secret(Pin));
        Session session = result.Single<Session>();
        Assert.True(session.Capabilities.HasFlag(SessionCapabilities.Send), result.Text);
        Engine.Invoke("param($Thumbprint) Set-DefterXSession -Device @()", "");
        Assert.Equal(SessionCapabilities.Validate | SessionCapabilities.Create, session.Capabilities);
        Engine.Invoke("Set-DefterXSession -Device $null");
        Assert.True(session.Capabilities.HasFlag(SessionCapabilities.Send));
    }

    [Fact]
    public void Pin_WhenRightOrWrong_IsInNoStreamAndNoLog()
    {
        _office.Connect();
        Device device = Find(CreateToken());
        string text = Connect(device, $"-GibUri {ClosedPort} -Verbose", "135799").Text
            + Connect(device, $"-GibUri {ClosedPort} -Verbose").Text
            + _office.Logs;
        Assert.Contains(ErrorIds.PinIncorrect, _office.Logs, StringComparison.Ordinal);
        Assert.Contains("connected", text, StringComparison.Ordinal);
        Assert.DoesNotContain("135799", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Pin, text, StringComparison.Ordinal);
    }

    public void Dispose() => _office.Dispose();

    private static X509Certificate2 Certificate() =>
        TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek Işık Ltd. Şti.", KeyKind.Ec);

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char character in text) secret.AppendChar(character);
        return secret;
    }

    private string CreateToken()
    {
        string name = $"{_prefix}-{Interlocked.Increment(ref s_count)}";
        using X509Certificate2 certificate = Certificate();
        SoftHsm.Shared.CreateToken(name, Pin, certificate);
        return name;
    }

    private Device CreatePfx(string name)
    {
        string path = System.IO.Path.Combine(_office.Root, name);
        using X509Certificate2 certificate = Certificate();
        TestCertificates.CreatePfx(certificate, path, Pin);
        return PfxFile.Describe(path, password: null);
    }

    private Device Find(string name) =>
        Engine.Invoke("param($Name, $Library) Get-DefterXDevice $Name -Library $Library", name, _library).Single<Device>();

    private Engine.Result Connect(Device device, string arguments, string pin = Pin) =>
        Engine.Invoke("param($Device, $Pin) $Device | Connect-DefterXDevice -Pin $Pin " + arguments, device, Secret(pin));

    private Engine.Result Search(string arguments) =>
        Engine.Invoke("param($Pin) Connect-DefterXDevice -NoGib -Pin $Pin " + arguments, Secret(Pin));
}
