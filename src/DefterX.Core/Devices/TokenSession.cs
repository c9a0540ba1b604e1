using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices.Pkcs11;
using DefterX.Secrets;

namespace DefterX.Devices;

/// <summary>A session with a token, and its login. All members but <see cref="Run"/> and <see cref="Close"/> are for use
/// within a turn.</summary>
internal sealed class TokenSession
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_return = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_closing = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Pkcs11Library _library;
    private readonly Device _device;
    private SecretBuffer? _pin;
    private bool _isPinVerified;
    private bool _countsAsLogin;
    private bool _isUser;
    private int _isClosed;

    public TokenSession(Pkcs11Library library, Device device)
    {
        _library = library;
        _device = device;
        Failures = new TokenFailures(device);
    }

    /// <summary>What is said when the device fails.</summary>
    public TokenFailures Failures { get; }

    public ulong Slot { get; private set; }

    public ulong Handle { get; private set; }

    public string DeviceName => _device.Name;

    /// <summary>Whether the device was disconnected.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    private bool HasPin => _pin is { IsCleared: false };

    private string Token => _device.SerialNumber.Length > 0 ? _device.SerialNumber : _device.Name;

    /// <summary>Works with the token when it is this thread's turn in the process, and this process's on the machine.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceBusy"/> when others keep it for too long.</exception>
    public T Run<T>(Func<Cryptoki, T> work, CancellationToken cancellationToken) => _library.Run(
        functions =>
        {
            using TokenTurn turn = TokenTurn.Take(Token, s_patience, cancellationToken)
                ?? throw Failures.Busy();
            return work(functions);
        },
        cancellationToken);

    /// <summary>Opens a session with the device's token.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceNotFound"/>: the token is not there.</exception>
    /// <exception cref="Pkcs11Exception">The token failed.</exception>
    public void Open(Cryptoki functions)
    {
        Slot = TokenReader.FindSlot(functions, _device) ?? throw Failures.NotPresent();
        Handle = functions.OpenSession(Slot);
        if (_isUser) return;
        _isUser = true;
        _library.AddUser();
    }

    /// <summary>Tries the PIN, once. It is kept until <see cref="ForgetPin"/>; without one the reader's own pad asks.</summary>
    /// <returns>Whether the token checked the PIN; false when this process was logged in already.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PinIncorrect"/>, <see cref="ErrorIds.PinLocked"/>,
    /// <see cref="ErrorIds.PinRequired"/>, <see cref="ErrorIds.DeviceRemoved"/>, <see cref="ErrorIds.DeviceBusy"/>.</exception>
    public bool Login(Cryptoki functions, SecretBuffer? pin)
    {
        _pin = pin;
        CKR result = WithPin(octets => functions.Login(Handle, CKU.CKU_USER, octets));
        if (result is not (CKR.CKR_OK or CKR.CKR_USER_ALREADY_LOGGED_IN)) throw LoginFailure(functions, result);
        _isPinVerified = result == CKR.CKR_OK;
        if (!_countsAsLogin) _countsAsLogin = _library.AddLogin(Token, _isPinVerified);
        return _isPinVerified;
    }

    /// <summary>Refuses to begin what wants a PIN that was not kept, or that failed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PinRequired"/>.</exception>
    public void RequirePin() => WithPin(_ => CKR.CKR_OK);

    /// <summary>Gives the PIN for one signature (PKCS#11 v2.40, 5.6, CKU_CONTEXT_SPECIFIC).</summary>
    /// <exception cref="DefterXException">As for <see cref="Login"/>.</exception>
    public CKR LoginForSignature(Cryptoki functions)
    {
        CKR result = WithPin(octets => functions.Login(Handle, CKU.CKU_CONTEXT_SPECIFIC, octets));
        _isPinVerified |= result == CKR.CKR_OK;
        return result == CKR.CKR_OK || Pkcs11Failure.IsOfDevice(result) ? result : throw LoginFailure(functions, result);
    }

    /// <summary>Whether the token still holds the login.</summary>
    public bool IsLoggedIn(Cryptoki functions)
    {
        try
        {
            return !IsClosed && functions.IsUserLoggedIn(Handle);
        }
        catch (Pkcs11Exception)
        {
            // The token is gone, and the login with it.
            return false;
        }
    }

    /// <summary>Opens the session again after the device failed, and logs in if the login went with it and the PIN was kept.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceRemoved"/> when the token is not back within three seconds or
    /// wants its PIN; <see cref="ErrorIds.PinLocked"/>, <see cref="ErrorIds.PinFinalTry"/>, <see cref="ErrorIds.PinIncorrect"/>.</exception>
    public void Reopen(Cryptoki functions, CKR cause, CancellationToken cancellationToken)
    {
        // Closed last: the login goes with a token's last session (PKCS#11 v2.40, 5.6), and it may have outlived the error.
        ulong failed = Handle;
        if (Pkcs11Failure.NeedsRestart(cause)) _library.Restart(users: 1, cause);
        Stopwatch clock = Stopwatch.StartNew();
        while (!TryOpen(functions, failed))
        {
            if (clock.Elapsed > s_return) throw Failures.Removed(cause);
            cancellationToken.ThrowIfCancellationRequested();
            cancellationToken.WaitHandle.WaitOne(s_pause);
        }

        functions.CloseSession(failed);
        if (IsLoggedIn(functions)) return;
        if (!HasPin || !_isPinVerified) throw Failures.Removed(cause);

        // A kept PIN is no licence to lock the card: someone else may have tried, or changed it.
        PinState state = functions.GetTokenInfo(Slot).PinState;
        if (state is PinState.CountLow or PinState.FinalTry or PinState.Locked) throw Failures.PinNotTried(state);
        Login(functions, _pin);
    }

    public void ForgetPin()
    {
        _pin?.Dispose();
        _pin = null;
    }

    /// <summary>Forgets the PIN at once, logs out if nobody else in this process uses the login, and closes the session.</summary>
    /// <remarks>While a call to the token is under way that does not return, the rest is done when it does.</remarks>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        _pin?.Dispose();
        if (!_library.TryRun(CloseSession, s_closing)) Task.Run(() => _library.TryRun(CloseSession, Timeout.InfiniteTimeSpan));
    }

    private void CloseSession(Cryptoki functions)
    {
        ForgetPin();
        bool isLast = _countsAsLogin && _library.RemoveLogin(Token);

        // A token that is gone has closed the session itself.
        if (isLast) functions.Logout(Handle);
        functions.CloseSession(Handle);
        if (_isUser) _library.RemoveUser();
        _isUser = _countsAsLogin = false;
    }

    private bool TryOpen(Cryptoki functions, ulong failed)
    {
        try
        {
            Open(functions);
            return true;
        }
        catch (Pkcs11Exception e)
        {
            // Some tokens bear one session only.
            if (e.Result == CKR.CKR_SESSION_COUNT) functions.CloseSession(failed);
            return false;
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.DeviceNotFound)
        {
            return false; // not yet back
        }
    }

    // Null makes the module ask on the reader's own pad.
    private CKR WithPin(Func<byte[]?, CKR> use) => HasPin ? _pin!.Use(use)
        : _device.HasPinPad ? use(null)
        : throw Failures.PinRequired();

    private DefterXException LoginFailure(Cryptoki functions, CKR result)
    {
        // A PIN that failed is never tried again, so it is of no more use.
        ForgetPin();
        return Failures.OfLogin(result, Pkcs11Failure.IsWrongPin(result) ? CurrentPinState(functions) : PinState.Unknown);
    }

    private PinState CurrentPinState(Cryptoki functions)
    {
        try
        {
            return functions.GetTokenInfo(Slot).PinState;
        }
        catch (Pkcs11Exception)
        {
            // The counter only adds to the message of the failure at hand.
            return PinState.Unknown;
        }
    }
}
