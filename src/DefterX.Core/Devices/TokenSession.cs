using System;
using System.Threading;
using DefterX.Secrets;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using Net.Pkcs11Interop.HighLevelAPI.Factories;

namespace DefterX.Devices;

/// <summary>A session with a token, logged in. All members but Module and Dispose are for use within the module's turn.</summary>
internal sealed class TokenSession : IDisposable
{
    private readonly bool _hasPinPad;
    private SecretBuffer? _pin;
    private bool _countsAsLogin;

    public TokenSession(Pkcs11Module module, ISlot slot, string deviceName, bool hasPinPad)
    {
        Module = module;
        Slot = slot;
        DeviceName = deviceName;
        _hasPinPad = hasPinPad;
        Session = slot.OpenSession(SessionType.ReadOnly);
    }

    public Pkcs11Module Module { get; }

    public ISlot Slot { get; }

    public ISession Session { get; }

    public string DeviceName { get; }

    public bool IsClosed { get; private set; }

    public IObjectAttributeFactory Attribute => Session.Factories.ObjectAttributeFactory;

    /// <summary>Whether the token still holds the login.</summary>
    public bool IsLoggedIn
    {
        get
        {
            try
            {
                return !IsClosed && Session.GetSessionInfo().State is CKS.CKS_RO_USER_FUNCTIONS or CKS.CKS_RW_USER_FUNCTIONS;
            }
            catch (Pkcs11Exception)
            {
                // The token is gone, and the login with it.
                return false;
            }
        }
    }

    /// <summary>Tries the PIN, once. It is kept until <see cref="ForgetPin"/>; without one the reader's own pad asks.</summary>
    /// <returns>Whether the token checked the PIN; false when this process was logged in already.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PinIncorrect"/>, <see cref="ErrorIds.PinLocked"/>,
    /// <see cref="ErrorIds.PinRequired"/>, <see cref="ErrorIds.DeviceRemoved"/>, <see cref="ErrorIds.DeviceBusy"/>.</exception>
    public bool Login(SecretBuffer? pin)
    {
        _pin = pin;
        bool verified = true;
        try
        {
            WithPin(pinOctets =>
            {
                Session.Login(CKU.CKU_USER, pinOctets);
                return true;
            });
        }
        catch (Pkcs11Exception e) when (e.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            verified = false;
        }
        catch (Pkcs11Exception e)
        {
            throw Failure(e);
        }

        _countsAsLogin = Module.AddLogin(Slot.SlotId, verified);
        return verified;
    }

    /// <summary>Signs; a key that always wants authentication gets the kept PIN (PKCS#11 v2.40, 5.6,
    /// CKU_CONTEXT_SPECIFIC).</summary>
    public byte[] Sign(CKM mechanism, IObjectHandle key, byte[] input, bool authenticate)
    {
        using IMechanism parameters = Session.Factories.MechanismFactory.Create(mechanism);
        try
        {
            return authenticate ? WithPin(octets => Session.Sign(parameters, key, octets, input)) : Session.Sign(parameters, key, input);
        }
        catch (Pkcs11Exception e)
        {
            throw Failure(e);
        }
    }

    public void ForgetPin()
    {
        _pin?.Dispose();
        _pin = null;
    }

    /// <summary>
    /// When its turn comes: logs out if nobody else in this process uses the login, closes the session, gives the library back.
    /// </summary>
    public void Dispose() => Module.Run(Close, CancellationToken.None);

    private bool Close()
    {
        if (IsClosed) return false;
        IsClosed = true;
        ForgetPin();
        bool isLast = _countsAsLogin && Module.RemoveLogin(Slot.SlotId);
        try
        {
            if (isLast) Session.Logout();
            Session.Dispose();
        }
        catch (Pkcs11Exception)
        {
            // A token that is gone has closed the session itself.
        }
        finally
        {
            Module.Release();
        }

        return true;
    }

    // Null makes the module ask on the reader's own pad.
    private T WithPin<T>(Func<byte[]?, T> use) => _pin is not null ? _pin.Use(use)
        : _hasPinPad ? use(null)
        : throw new DefterXException(ErrorIds.PinRequired, Text.Format(Strings.PinRequired, DeviceName), DeviceName);

    private DefterXException Failure(Pkcs11Exception exception)
    {
        if (exception.RV == CKR.CKR_PIN_LOCKED) return Pin(ErrorIds.PinLocked, Strings.PinLocked);
        if (!Pkcs11Failure.IsWrongPin(exception.RV)) return Pkcs11Failure.Of(exception, DeviceName);

        // A wrong PIN is never tried again, so it is of no more use.
        ForgetPin();
        string state = CurrentPinState() switch
        {
            PinState.Locked => Strings.PinNowLocked,
            PinState.FinalTry => Strings.PinNowFinalTry,
            PinState.CountLow => Strings.PinNowCountLow,
            _ => Strings.PinNowUnknown,
        };
        return Pin(ErrorIds.PinIncorrect, Strings.PinIncorrect, state);

        DefterXException Pin(string errorId, string format, string? detail = null) =>
            new(errorId, Text.Format(format, DeviceName, detail), DeviceName, exception);
    }

    private PinState CurrentPinState()
    {
        try
        {
            return TokenReader.PinState(Slot.GetTokenInfo());
        }
        catch (Pkcs11Exception)
        {
            // The counter only adds to the message of the failure at hand.
            return PinState.Unknown;
        }
    }
}
