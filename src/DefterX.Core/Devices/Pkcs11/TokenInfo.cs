namespace DefterX.Devices.Pkcs11;

/// <summary>What C_GetTokenInfo says that DefterX uses. Versions and times are not read: some modules fill them with anything.</summary>
internal sealed record TokenInfo(string Label, string Manufacturer, string Model, string SerialNumber, TokenFlags Flags)
{
    /// <summary>What tells the token from others, whichever library shows it.</summary>
    public string Identity => SerialNumber.Length > 0 ? SerialNumber : Label;

    public bool IsInitialised => (Flags & TokenFlags.CKF_TOKEN_INITIALIZED) != 0;

    public bool HasPinPad => (Flags & TokenFlags.CKF_PROTECTED_AUTHENTICATION_PATH) != 0;

    /// <summary>The state of the user PIN's counter.</summary>
    public PinState PinState =>
        (Flags & TokenFlags.CKF_USER_PIN_LOCKED) != 0 ? PinState.Locked
        : (Flags & TokenFlags.CKF_USER_PIN_FINAL_TRY) != 0 ? PinState.FinalTry
        : (Flags & TokenFlags.CKF_USER_PIN_COUNT_LOW) != 0 ? PinState.CountLow
        : PinState.Ok;
}
