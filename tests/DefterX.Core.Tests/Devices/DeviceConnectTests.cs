using System;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.Secrets;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

[Collection(SoftHsmTests.Name)]
public sealed class DeviceConnectTests : IDisposable
{
    private static readonly byte[] s_data = Encoding.UTF8.GetBytes("Yevmiye defteri");
    private readonly DeviceManager _manager = new();

    public void Dispose() => _manager.DisconnectAll();

    [Theory]
    [InlineData("en-US", "incorrect")]
    [InlineData("tr-TR", "yanlış")]
    public void Connect_WrongPin_CostsOneTryOfTheTokensCounter(string culture, string word)
    {
        using CultureScope scope = new(culture);
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("pin_counter", 1);
        Device found = token.Find(library);

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, found, "111222"));

        Assert.Equal(ErrorIds.PinIncorrect, failure.ErrorId);
        Assert.Equal(2, library.Get("pin_tries"));
        Assert.Equal(1, library.Get("logins"));
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
        Assert.Contains(token.Name, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("111222", failure.ToString(), StringComparison.Ordinal);
        Device now = token.FindAll(library: library, manager: _manager).Single();
        Assert.Equal(PinState.CountLow, now.PinState);
        Assert.False(now.IsConnected);
        Assert.Empty(_manager.Connected);
        Assert.Equal(PinState.Ok, TestToken.Connect(_manager, now).Device.PinState);
        Assert.Equal(3, library.Get("pin_tries"));
    }

    [Theory]
    [InlineData(1, ErrorIds.PinFinalTry, false)]
    [InlineData(0, ErrorIds.PinLocked, false)]
    [InlineData(0, ErrorIds.PinLocked, true)]
    public void Connect_PinLockedOrFinalTry_TriesNoPin(int tries, string errorId, bool force)
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("pin_counter", 1);
        library.Set("pin_tries", tries);

        DefterXException failure = Assert.Throws<DefterXException>(
            () => TestToken.Connect(_manager, token.Find(library), options: new DeviceConnectOptions { Force = force }));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(0, library.Get("logins"));
        Assert.Equal(tries, library.Get("pin_tries"));
    }

    [Fact]
    public void Connect_FinalTryWithForce_Connects()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("pin_counter", 1);
        library.Set("pin_tries", 1);

        ConnectedDevice connection =
            TestToken.Connect(_manager, token.Find(library), options: new DeviceConnectOptions { Force = true });

        Assert.True(connection.Device.IsConnected);
        Assert.Equal(PinState.Ok, connection.Device.PinState);
    }

    [Fact]
    public void Connect_WrongPinThatLocks_SaysSo()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("pin_counter", 1);
        library.Set("pin_tries", 1);

        DefterXException failure = Assert.Throws<DefterXException>(
            () => TestToken.Connect(_manager, token.Find(library), "111222", new DeviceConnectOptions { Force = true }));

        Assert.Equal(ErrorIds.PinLocked, failure.ErrorId);
        Assert.Equal(PinState.Locked, token.Find(library).PinState);
    }

    [Theory]
    [InlineData((uint)CKR.CKR_PIN_LOCKED, ErrorIds.PinLocked)]
    [InlineData((uint)CKR.CKR_PIN_LEN_RANGE, ErrorIds.PinIncorrect)]
    [InlineData((uint)CKR.CKR_PIN_EXPIRED, ErrorIds.PinRequired)]
    [InlineData((uint)CKR.CKR_TOKEN_NOT_PRESENT, ErrorIds.DeviceRemoved)]
    [InlineData((uint)CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, ErrorIds.DeviceBusy)]
    [InlineData((uint)CKR.CKR_FUNCTION_CANCELED, ErrorIds.PinRequired)]
    [InlineData(0x80000123u, ErrorIds.DeviceRemoved)]
    public void Connect_LoginFails_HasErrorIdAfterOneTry(uint result, string errorId)
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("login_result", result);

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, token.Find(library)));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(1, library.Get("logins"));
        Assert.Equal(0, library.Get("open_sessions"));
        Assert.Empty(_manager.Connected);
    }

    [Theory]
    [InlineData("246810", null)]
    [InlineData("111222", ErrorIds.PinIncorrect)]
    [InlineData("", ErrorIds.PinRequired)]
    public void Connect_PinPad_AsksOnTheReader(string typed, string? errorId)
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("pin_pad", 1);
        library.TypeOnPad(typed);
        Device found = token.Find(library);
        Assert.True(found.HasPinPad);

        DefterXException? failure = Fails.Maybe(
            () => _manager.Connect(found, null, new DeviceConnectOptions(), CancellationToken.None));

        Assert.Equal(errorId, failure?.ErrorId);
        Assert.Equal(1, library.Get("logins"));
        Assert.Equal(errorId is null ? 1 : 0, _manager.Connected.Count);
    }

    [Fact]
    public void Connect_LoggedInAlready_DoesNotClaimThatThePinWasChecked()
    {
        TestToken token = TestToken.Create();
        DeviceManager other = new();
        TestToken.Connect(other, token.Find());

        ConnectedDevice connection = TestToken.Connect(_manager, token.Find(), "000000");

        Assert.False(connection.IsPinVerified);
        Assert.Equal(96, connection.Key.Sign(s_data, CancellationToken.None).Length);
        other.DisconnectAll();
        Assert.Equal(96, connection.Key.Sign(s_data, CancellationToken.None).Length);
    }

    [Fact]
    public void Connect_ZeroesThePin()
    {
        TestToken token = TestToken.Create();
        using SecretBuffer pin = TestToken.Pin();

        _manager.Connect(token.Find(), pin, new DeviceConnectOptions(), CancellationToken.None);

        Assert.True(pin.IsCleared);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Connect_KeyThatAlwaysAuthenticatesOrKeepPin_KeepsThePinUntilDisconnect(bool always, bool keep)
    {
        TestToken token = new(TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Rsa), alwaysAuthenticate: always);
        using SecretBuffer pin = TestToken.Pin();

        ConnectedDevice connection = _manager.Connect(
            token.Find(), pin, new DeviceConnectOptions { KeepPin = keep }, CancellationToken.None);

        Assert.Equal(256, connection.Key.Sign(s_data, CancellationToken.None).Length);
        Assert.False(pin.IsCleared);
        _manager.Disconnect(connection.Device);
        Assert.True(pin.IsCleared);
    }

    [Fact]
    public void Connect_WithoutPinAndPinPad_IsPinRequired()
    {
        TestToken token = TestToken.Create();

        DefterXException failure = Assert.Throws<DefterXException>(
            () => _manager.Connect(token.Find(), null, new DeviceConnectOptions(), CancellationToken.None));

        Assert.Equal(ErrorIds.PinRequired, failure.ErrorId);
    }

    [Fact]
    public void Connect_TokenGone_IsDeviceNotFound()
    {
        Device device = TestToken.Create().Find() with { SerialNumber = "0000" };

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, device));

        Assert.Equal(ErrorIds.DeviceNotFound, failure.ErrorId);
    }

    [Fact]
    public void Connect_LibraryGone_IsLibraryNotLoaded()
    {
        Device device = TestToken.Create().Find() with { Library = "/no/such/library.so" };

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, device));

        Assert.Equal(ErrorIds.LibraryNotLoaded, failure.ErrorId);
    }

    [Fact]
    public void Connect_Cancelled_LeavesNothingOpen()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        Device device = token.Find(library);
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => _manager.Connect(device, TestToken.Pin(), new DeviceConnectOptions(), source.Token));

        Assert.Equal(0, library.Get("open_sessions"));
        Assert.Equal(0, Pkcs11Libraries.Get(library.LibraryPath).Users);
    }

    [Theory]
    [InlineData("expired", ErrorIds.CertificateExpired)]
    [InlineData("future", ErrorIds.CertificateNotUsable)]
    [InlineData("encryption", ErrorIds.CertificateNotUsable)]
    [InlineData("authority", ErrorIds.CertificateNotUsable)]
    public void Connect_UnusableCertificate_TriesNoPin(string which, string errorId)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        TestToken token = new(
            TestCertificates.CreateMaliMuhur(
                "1234567890", "Örnek", KeyKind.Ec,
                which == "expired" ? now.AddYears(-4) : which == "future" ? now.AddDays(1) : null,
                which == "expired" ? now.AddDays(-1) : null),
            TestCertificates.CreateEncryption("1234567890", "Örnek", KeyKind.Rsa));
        string thumbprint = which switch
        {
            "encryption" => token.FindAll(all: true).Single(device => device.KeyAlgorithm == "RSA-2048").Thumbprint,
            "authority" => TestCertificates.Authority.Thumbprint,
            _ => token.Certificate.Thumbprint,
        };
        Device device = DeviceSelector.Select(token.FindAll(all: true), thumbprint: thumbprint);

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, device, "000000"));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(PinState.Ok, token.FindAll(all: true)[0].PinState);
    }
}
