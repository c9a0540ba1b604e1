using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>What is said when a device's login or session fails.</summary>
internal sealed class TokenFailures(Device device)
{
    /// <summary>A login that the token refused.</summary>
    /// <param name="result">What C_Login returned.</param>
    /// <param name="pinState">The PIN's state since.</param>
    public DefterXException OfLogin(CKR result, PinState pinState)
    {
        if (result == CKR.CKR_PIN_LOCKED) return New(ErrorIds.PinLocked, Strings.PinLocked);
        if (!Pkcs11Failure.IsWrongPin(result)) return Pkcs11Failure.Of(result, device.Name);
        string state = pinState switch
        {
            PinState.Locked => Strings.PinNowLocked,
            PinState.FinalTry => Strings.PinNowFinalTry,
            PinState.CountLow => Strings.PinNowCountLow,
            _ => Strings.PinNowUnknown,
        };
        return New(ErrorIds.PinIncorrect, Strings.PinIncorrect, state);
    }

    /// <summary>A kept PIN that is not tried, as wrong ones were.</summary>
    public DefterXException PinNotTried(PinState state) => state == PinState.Locked
        ? New(ErrorIds.PinLocked, Strings.PinLocked)
        : New(ErrorIds.PinFinalTry, Strings.PinNotTriedAgain);

    public DefterXException PinRequired() => New(ErrorIds.PinRequired, Strings.PinRequired);

    public DefterXException Removed(CKR cause) => New(ErrorIds.DeviceRemoved, Strings.DeviceFailed, Pkcs11Exception.Name(cause));

    public DefterXException NotPresent() => New(ErrorIds.DeviceNotFound, Strings.DeviceNotPresent, device.Reader);

    public DefterXException Busy() => New(ErrorIds.DeviceBusy, Strings.TokenBusy);

    /// <summary>The token no longer holds the device's certificate.</summary>
    public DefterXException CertificateGone() =>
        new(ErrorIds.DeviceNotFound, Text.Format(Strings.CertificateGone, device.Owner, device.Name), device.Name);

    private DefterXException New(string errorId, string format, string? detail = null) =>
        new(errorId, Text.Format(format, device.Name, detail), device.Name);
}
