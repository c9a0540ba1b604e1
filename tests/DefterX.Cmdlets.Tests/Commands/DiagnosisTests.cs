using System;
using System.Linq;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class DiagnosisTests : IDisposable
{
    private const string Pin = "246810";
    private const string UnknownCard = "3B021450";
    private static int s_count;
    private readonly TestOffice _office = new();
    private readonly string _name = $"teshis{Interlocked.Increment(ref s_count)}";
    private readonly string _library = KnownLibraries.Resolve(SoftHsm.Shared.LibraryPath);

    [Fact]
    public void Test_WhenNoServiceRunsButASoftwareTokenIsThere_WarnsOnly()
    {
        CreateToken();

        DeviceCheck[] checks = Test();

        Assert.Equal(DeviceCheckStatus.Warning, Of(checks, DeviceCheckKind.SmartCardService).Status);
        Assert.Equal(DeviceCheckStatus.Passed, Assert.Single(checks, check => check.Subject == _library).Status);
        Assert.Equal(_name, Of(checks, DeviceCheckKind.Token).Subject);
        Assert.Contains("5123400670", Of(checks, DeviceCheckKind.Certificate).Message, StringComparison.Ordinal);
        Assert.Equal(DeviceCheckStatus.Warning, Of(checks, DeviceCheckKind.Connection).Status);
        Assert.DoesNotContain(checks, static check => check.Status == DeviceCheckStatus.Failed);
        Assert.True(Quiet());
    }

    [Fact]
    public void Test_WhenACardHasNoDriver_ShowsTheReaderAndTheCard()
    {
        using PcscDaemon daemon = new();
        using VirtualCard card = daemon.Insert(UnknownCard);

        DeviceCheck[] checks = Test();

        Assert.Equal(DeviceCheckStatus.Passed, Of(checks, DeviceCheckKind.SmartCardService).Status);
        DeviceCheck found = Of(checks, DeviceCheckKind.Card);
        Assert.Equal((DeviceCheckStatus.Failed, PcscDaemon.ReaderName), (found.Status, found.Subject));
        Assert.Contains(UnknownCard, found.Remedy, StringComparison.Ordinal);
        Assert.False(Quiet());
    }

    [Fact]
    public void Test_WhenConnected_SaysSoAndThatGibWasNotAsked()
    {
        CreateToken();
        Assert.True(Connect(Pin).Single<Device>().IsConnected);

        DeviceCheck[] checks = Test();

        Assert.Equal(DeviceCheckStatus.Passed, Of(checks, DeviceCheckKind.Connection).Status);
        Assert.Equal(DeviceCheckStatus.Warning, Of(checks, DeviceCheckKind.Gib).Status);
    }

    [Fact]
    public void Test_WhenAWrongPinWasTried_WarnsAndTriesNone()
    {
        CreateToken();
        Assert.Equal(ErrorIds.PinIncorrect, Connect("000000").ErrorId);

        Assert.Equal(DeviceCheckStatus.Warning, Of(Test(), DeviceCheckKind.Pin).Status);
        Assert.Equal(DeviceCheckStatus.Warning, Of(Test(), DeviceCheckKind.Pin).Status);
    }

    [Fact]
    public void Test_WhenALibraryIsMissing_SaysSo()
    {
        Engine.Result result = _office.Engine.Invoke("param($Root) Test-DefterXDevice yok -Library $Root/yok.so", _office.Root);

        Assert.Empty(result.Errors);
        DeviceCheck[] checks = [.. result.Output.Select(static value => (DeviceCheck)value.BaseObject)];
        DeviceCheck library = checks.Single(static check => check.Subject.EndsWith("yok.so", StringComparison.Ordinal));
        Assert.Equal((DeviceCheckKind.Library, DeviceCheckStatus.Failed), (library.Check, library.Status));
        DeviceCheck token = checks.Single(static check => check.Subject == "yok");
        Assert.Equal((DeviceCheckKind.Token, DeviceCheckStatus.Failed), (token.Check, token.Status));
    }

    public void Dispose() => _office.Dispose();

    private static DeviceCheck Of(DeviceCheck[] checks, DeviceCheckKind kind) => Assert.Single(checks, check => check.Check == kind);

    private void CreateToken()
    {
        using X509Certificate2 certificate =
            TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek Işık Ltd. Şti.", KeyKind.Ec);
        SoftHsm.Shared.CreateToken(_name, Pin, certificate);
    }

    private Engine.Result Connect(string pin)
    {
        using SecureString secret = new();
        foreach (char digit in pin) secret.AppendChar(digit);
        return _office.Engine.Invoke(
            "param($Name, $Pin, $Library) Get-DefterXDevice $Name -Library $Library | Connect-DefterXDevice -NoGib -Pin $Pin",
            _name, secret, _library);
    }

    private DeviceCheck[] Test()
    {
        Engine.Result result = _office.Engine.Invoke(
            "param($Name, $Library) Test-DefterXDevice $Name -Library $Library", _name, _library);
        Assert.Empty(result.Errors);
        return [.. result.Output.Select(static value => (DeviceCheck)value.BaseObject)];
    }

    private bool Quiet() => _office.Engine
        .Invoke("param($Name, $Library) Test-DefterXDevice $Name -Library $Library -Quiet", _name, _library).Single<bool>();
}
