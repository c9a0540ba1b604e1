using System;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.Secrets;
using DefterX.TestSupport;
using Net.Pkcs11Interop.Common;
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
    public void Connect_WrongPin_IsPinIncorrectAfterOneTry(string culture, string word)
    {
        using CultureScope scope = new(culture);
        TestToken token = TestToken.Create();
        int logins = 0;
        DeviceManager manager = Fault.Manager((method, _, call) =>
        {
            if (method.Name == "Login") logins++;
            return call();
        });

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(manager, token.Find(), "111222"));

        Assert.Equal(ErrorIds.PinIncorrect, failure.ErrorId);
        Assert.Equal(1, logins);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
        Assert.Contains(token.Name, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("111222", failure.ToString(), StringComparison.Ordinal);
        Device now = token.Find(manager);
        Assert.Equal(PinState.CountLow, now.PinState);
        Assert.False(now.IsConnected);
        Assert.Empty(manager.Connected);
        Assert.Equal(PinState.Ok, TestToken.Connect(_manager, now).Device.PinState);
    }

    [Theory]
    [InlineData("get_UserPinLocked", ErrorIds.PinLocked, true)]
    [InlineData("get_UserPinFinalTry", ErrorIds.PinFinalTry, false)]
    public void Connect_PinLockedOrFinalTry_TriesNoPin(string flag, string errorId, bool force)
    {
        TestToken token = TestToken.Create();
        int logins = 0;
        DeviceManager manager = Fault.Manager((method, _, call) =>
        {
            if (method.Name == "Login") logins++;
            return method.Name == flag ? true : call();
        });

        DefterXException failure = Assert.Throws<DefterXException>(
            () => TestToken.Connect(manager, token.Find(), options: new DeviceConnectOptions { Force = force }));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(0, logins);
    }

    [Fact]
    public void Connect_FinalTryWithForce_Connects()
    {
        TestToken token = TestToken.Create();
        DeviceManager manager = Fault.Manager((method, _, call) => method.Name == "get_UserPinFinalTry" ? true : call());

        ConnectedDevice connection = TestToken.Connect(manager, token.Find(), options: new DeviceConnectOptions { Force = true });

        Assert.True(connection.Device.IsConnected);
        manager.DisconnectAll();
    }

    [Theory]
    [InlineData(CKR.CKR_PIN_LOCKED, ErrorIds.PinLocked)]
    [InlineData(CKR.CKR_PIN_LEN_RANGE, ErrorIds.PinIncorrect)]
    [InlineData(CKR.CKR_TOKEN_NOT_PRESENT, ErrorIds.DeviceRemoved)]
    [InlineData(CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, ErrorIds.DeviceBusy)]
    [InlineData(CKR.CKR_FUNCTION_CANCELED, ErrorIds.PinRequired)]
    public void Connect_LoginFails_HasErrorId(CKR result, string errorId)
    {
        TestToken token = TestToken.Create();
        DeviceManager manager = Fault.Failing("Login", () => result);

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(manager, token.Find()));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Empty(manager.Connected);
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
    public void Connect_Cancelled_GivesTheLibraryBack()
    {
        Device device = TestToken.Create().Find();
        using CancellationTokenSource source = new();
        source.Cancel();
        int users = 0;
        DeviceManager manager = new(path =>
        {
            Pkcs11Module module = Pkcs11Libraries.Acquire(path);
            users++;
            return new Pkcs11Module(module.Library, () =>
            {
                users--;
                module.Release();
            });
        });

        Assert.ThrowsAny<OperationCanceledException>(
            () => manager.Connect(device, TestToken.Pin(), new DeviceConnectOptions(), source.Token));

        Assert.Equal(0, users);
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
