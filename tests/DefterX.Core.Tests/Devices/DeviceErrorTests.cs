using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>Tokens that fail while connected: one new session and one more try for device errors, none for PINs.</summary>
[Collection(SoftHsmTests.Name)]
public sealed class DeviceErrorTests : IDisposable
{
    private static readonly byte[] s_data = Encoding.UTF8.GetBytes("Kebir defteri");
    private static readonly DeviceConnectOptions s_keepPin = new() { KeepPin = true };
    private readonly DeviceManager _manager = new();
    private readonly TestToken _token = TestToken.Create(KeyKind.Rsa);
    private readonly FaultyPkcs11 _library;

    public DeviceErrorTests() => _library = FaultyPkcs11.Create(_token.Folder);

    public void Dispose()
    {
        _manager.DisconnectAll();
        _library.Dispose();
    }

    [Theory]
    [InlineData((uint)CKR.CKR_DEVICE_ERROR, 1)]
    [InlineData((uint)CKR.CKR_DEVICE_REMOVED, 1)]
    [InlineData((uint)CKR.CKR_TOKEN_NOT_PRESENT, 1)]
    [InlineData((uint)CKR.CKR_SESSION_HANDLE_INVALID, 1)]
    [InlineData((uint)CKR.CKR_SESSION_CLOSED, 1)]
    [InlineData((uint)CKR.CKR_OPERATION_NOT_INITIALIZED, 1)]
    [InlineData((uint)CKR.CKR_GENERAL_ERROR, 1)]
    [InlineData((uint)CKR.CKR_SMS_ERROR, 2)]
    [InlineData((uint)CKR.CKR_NO_SESSION_KEYS, 2)]
    public void Sign_DeviceErrorOnce_SignsOverANewSession(uint result, int logins)
    {
        ConnectedDevice connection = Connect(logins == 1 ? null : s_keepPin);
        _library.Set("sign_result", result);
        _library.Set("sign_failures", 1);
        long before = _library.Get("signatures");

        TokenSigningKeyTests.AssertSigns(_token, connection);

        Assert.Equal(2, _library.Get("signatures") - before);
        Assert.Equal(logins, _library.Get("logins"));
        Assert.False(connection.IsLost);
        TokenSigningKeyTests.AssertSigns(_token, connection);
        Assert.Equal(logins, _library.Get("logins"));
    }

    [Fact]
    public void Sign_TokenThatBearsOneSession_ClosesTheFailedOneFirst()
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("most_sessions", 1);
        _library.Set("sign_result", (long)CKR.CKR_DEVICE_ERROR);
        _library.Set("sign_failures", 1);

        TokenSigningKeyTests.AssertSigns(_token, connection);

        Assert.Equal(1, _library.Get("open_sessions"));
    }

    [Theory]
    [InlineData((uint)CKR.CKR_DEVICE_ERROR)]
    [InlineData((uint)CKR.CKR_FUNCTION_FAILED)]
    public void Sign_DeviceErrorTwice_IsDeviceRemovedAfterTwoTries(uint result)
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("sign_result", result);
        _library.Set("sign_failures", 5);
        long before = _library.Get("signatures");

        DefterXException failure = Fails.With(ErrorIds.DeviceRemoved, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Contains(Pkcs11Exception.Name((CKR)result), failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, _library.Get("signatures") - before);
        Assert.True(connection.IsLost);
        Assert.False(_token.FindAll(library: _library, manager: _manager).Single().IsConnected);
    }

    [Fact]
    public void Sign_OtherError_IsNotTriedAgain()
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("sign_result", (long)CKR.CKR_KEY_FUNCTION_NOT_PERMITTED);
        _library.Set("sign_failures", 5);
        long before = _library.Get("signatures");

        Fails.With(ErrorIds.CertificateNotUsable, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(1, _library.Get("signatures") - before);
        Assert.Equal(1, _library.Get("logins"));
    }

    [Fact]
    public void Sign_SessionsDroppedAndPinNotKept_IsDeviceRemovedWithoutATry()
    {
        ConnectedDevice connection = Connect();
        _library.Set("drop_sessions_at_sign", 1);

        Fails.With(ErrorIds.DeviceRemoved, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(1, _library.Get("logins"));
        TokenSigningKeyTests.AssertSigns(_token, Connect());
    }

    [Fact]
    public void Sign_SessionsDroppedAndPinKept_LogsInOnce()
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("drop_sessions_at_sign", 1);

        TokenSigningKeyTests.AssertSigns(_token, connection);

        Assert.Equal(2, _library.Get("logins"));
    }

    [Theory]
    [InlineData(2, ErrorIds.PinFinalTry)]
    [InlineData(1, ErrorIds.PinFinalTry)]
    [InlineData(0, ErrorIds.PinLocked)]
    public void Sign_WrongPinsWereTriedMeanwhile_DoesNotTryTheKeptPin(int tries, string errorId)
    {
        _library.Set("pin_counter", 1);
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("pin_tries", tries);
        _library.Set("drop_sessions_at_sign", 1);

        Fails.With(errorId, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(1, _library.Get("logins"));
        Assert.Equal(tries, _library.Get("pin_tries"));
    }

    [Fact]
    public void Sign_KeptPinWasChangedMeanwhile_CostsOneTryAndNoMore()
    {
        _library.Set("pin_counter", 1);
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("login_result", (long)CKR.CKR_PIN_INCORRECT);
        _library.Set("drop_sessions_at_sign", 1);

        Fails.With(ErrorIds.PinIncorrect, () => connection.Key.Sign(s_data, CancellationToken.None));
        Fails.With(ErrorIds.DeviceRemoved, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(2, _library.Get("logins"));
    }

    [Fact]
    public void Sign_PulledInMidSignatureAndBack_GoesOn()
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("remove_at_sign", 1);
        _library.Set("replug_after", 3);

        TokenSigningKeyTests.AssertSigns(_token, connection);

        Assert.Equal(2, _library.Get("logins"));
        Assert.False(connection.IsLost);
    }

    [Fact]
    public void Sign_PulledForGood_IsDeviceRemovedAndConnectsAgainWhenBack()
    {
        ConnectedDevice connection = Connect();
        _library.Set("remove_at_sign", 1);

        Fails.With(ErrorIds.DeviceRemoved, () => connection.Key.Sign(s_data, CancellationToken.None));
        Assert.Empty(_token.FindAll(library: _library));
        _library.Set("removed", 0);
        _library.Set("removal_done", 0);
        Assert.False(_token.FindAll(library: _library, manager: _manager).Single().IsConnected);

        ConnectedDevice again = Connect();
        Assert.NotSame(connection, again);
        TokenSigningKeyTests.AssertSigns(_token, again);
        Assert.Single(_manager.Connected);
    }

    [Fact]
    public async Task Sign_PulledAndCancelled_EndsAtOnce()
    {
        ConnectedDevice connection = Connect(s_keepPin);
        _library.Set("remove_at_sign", 1);
        using CancellationTokenSource source = new();
        Task<byte[]> sign = Task.Run(() => connection.Key.Sign(s_data, source.Token));
        while (_library.Get("removal_done") == 0) await Task.Yield();
        Stopwatch clock = Stopwatch.StartNew();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sign);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), clock.Elapsed.ToString());
    }

    [Fact]
    public void Connect_LoggedInByAnotherWithAWrongPinKept_DoesNotTryItAfterAReset()
    {
        DeviceManager other = new();
        Device device = _token.Find(_library);
        TestToken.Connect(other, device);
        ConnectedDevice connection = TestToken.Connect(_manager, device, "000000", s_keepPin);
        _library.Set("drop_sessions_at_sign", 1);

        Fails.With(ErrorIds.DeviceRemoved, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(2, _library.Get("logins"));
        Assert.Equal(0, _library.Get("wrong_pins"));
        other.DisconnectAll();
    }

    private ConnectedDevice Connect(DeviceConnectOptions? options = null) =>
        TestToken.Connect(_manager, _token.Find(_library), options: options);
}
