using System;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>Error ids that want a token that fails, and a card that is plugged in while one waits for it.</summary>
public sealed class FaultyDeviceTests : IDisposable
{
    private const string Pin = "246810";
    private static int s_count;
    private readonly FaultyPkcs11 _library;
    private readonly string _name = $"faulty-{Interlocked.Increment(ref s_count)}";
    private TestOffice? _office;

    public FaultyDeviceTests()
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek", KeyKind.Ec);
        _library = FaultyPkcs11.Create(SoftHsm.Shared.CreateToken(_name, Pin, certificate));
    }

    public void Dispose()
    {
        _office?.Dispose();
        _library.Dispose();
    }

    [Theory]
    [InlineData("pin_tries", 1, ErrorIds.PinFinalTry, "-Force", "-Force", 0)]
    [InlineData("pin_tries", 0, ErrorIds.PinLocked, "PUK", "PUK", 0)]
    [InlineData("login_result", 0xB1, ErrorIds.DeviceBusy, "another program", "başka bir program", 1)]
    [InlineData("login_result", 0x32, ErrorIds.DeviceRemoved, "Plug it in again", "takın", 1)]
    [InlineData("login_result", 0x50, ErrorIds.PinRequired, "not entered", "girilmedi", 1)]
    public void Connect_TokenThatFails_HasItsIdAndSaysWhatToDo(
        string fault, long value, string errorId, string english, string turkish, int logins)
    {
        foreach ((string culture, string words) in new[] { ("", english), ("tr-TR", turkish) })
        {
            using TestOffice office = new(culture);
            _library.Set("logins", 0);
            _library.Set("pin_counter", 1);
            _library.Set(fault, value);
            Device device = Find(office);

            Engine.Result result = Connect(office, device);

            Assert.Equal(errorId, result.ErrorId);
            Assert.Contains(words, result.Error.ToString(), StringComparison.Ordinal);
            Assert.Contains(_name, result.Error.ToString(), StringComparison.Ordinal);
            Assert.NotEqual(ErrorCategory.NotSpecified, result.Error.CategoryInfo.Category);
            Assert.Equal(logins, _library.Get("logins"));
            Assert.Empty(DeviceManager.Shared.Connected);
        }
    }

    [Fact]
    public void Connect_WithPinPad_AsksNobodyHere()
    {
        _office = new TestOffice();
        _library.Set("pin_pad", 1);
        _library.TypeOnPad(Pin);
        Device device = Find(_office);

        Assert.True(_office.Engine.Invoke("param($Device) $Device | Connect-DefterXDevice -NoGib", device).Single<Device>().IsConnected);
    }

    [Fact]
    public void Get_WithWait_SeesTheCardThatIsPluggedIn()
    {
        _office = new TestOffice();
        _library.Set("removed", 1);
        using PowerShell shell = _office.Engine.Create();
        IAsyncResult run = shell.AddCommand("Get-DefterXDevice").AddParameter("Name", _name + "*").AddParameter("Library", _library.LibraryPath)
            .AddParameter("Wait").AddParameter("Timeout", 60).BeginInvoke();
        SpinWait.SpinUntil(() => run.IsCompleted || _library.Get("removal_done") == 1, TimeSpan.FromMinutes(1));
        Assert.False(run.IsCompleted);

        _library.Set("removed", 0);

        Assert.Equal(_name, ((Device)Assert.Single(shell.EndInvoke(run)).BaseObject).Name);
    }

    private Device Find(TestOffice office) => office.Engine
        .Invoke("param($Library) Get-DefterXDevice -Library $Library | Where-Object Library -EQ $Library", _library.LibraryPath)
        .Single<Device>();

    private static Engine.Result Connect(TestOffice office, Device device)
    {
        SecureString pin = new();
        foreach (char character in Pin) pin.AppendChar(character);
        return office.Engine.Invoke("param($Device, $Pin) $Device | Connect-DefterXDevice -Pin $Pin -NoGib", device, pin);
    }
}
