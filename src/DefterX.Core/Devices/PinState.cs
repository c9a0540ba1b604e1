namespace DefterX.Devices;

/// <summary>The state of a token's user PIN (PKCS#11 v2.40 CK_TOKEN_INFO flags).</summary>
public enum PinState
{
    /// <summary>The token reports nothing.</summary>
    Unknown,

    /// <summary>No wrong try since the last login.</summary>
    Ok,

    /// <summary>CKF_USER_PIN_COUNT_LOW: at least one wrong try.</summary>
    CountLow,

    /// <summary>CKF_USER_PIN_FINAL_TRY: one more wrong try locks the PIN.</summary>
    FinalTry,

    /// <summary>CKF_USER_PIN_LOCKED.</summary>
    Locked,
}
