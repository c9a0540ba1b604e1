namespace DefterX.Devices.Pkcs11;

/// <summary>Turns what a PKCS#11 function returned into a failure for the user (PKCS#11 v2.40, 5.1).</summary>
internal static class Pkcs11Failure
{
    public static bool IsWrongPin(CKR result) =>
        result is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE;

    /// <summary>Whether the token, its session or its driver failed, which a new session may cure: a token that was pulled and is
    /// back, a reader that was reset, a session that expired. Never so for PINs.</summary>
    public static bool IsOfDevice(CKR result) => result
        is CKR.CKR_DEVICE_ERROR or CKR.CKR_DEVICE_MEMORY or CKR.CKR_DEVICE_REMOVED or CKR.CKR_TOKEN_NOT_PRESENT
        or CKR.CKR_TOKEN_NOT_RECOGNIZED or CKR.CKR_SLOT_ID_INVALID or CKR.CKR_SESSION_CLOSED or CKR.CKR_SESSION_HANDLE_INVALID
        or CKR.CKR_KEY_HANDLE_INVALID or CKR.CKR_OBJECT_HANDLE_INVALID or CKR.CKR_OPERATION_ACTIVE
        or CKR.CKR_OPERATION_NOT_INITIALIZED or CKR.CKR_USER_NOT_LOGGED_IN or CKR.CKR_GENERAL_ERROR or CKR.CKR_FUNCTION_FAILED
        || NeedsRestart(result);

    /// <summary>Whether the driver itself must be finalised and initialised again.</summary>
    public static bool NeedsRestart(CKR result) =>
        result is CKR.CKR_CRYPTOKI_NOT_INITIALIZED or CKR.CKR_SMS_ERROR or CKR.CKR_NO_SESSION_KEYS;

    /// <summary>A failure of a token at work. PINs are the caller's matter.</summary>
    public static DefterXException Of(CKR result, string device) => result switch
    {
        CKR.CKR_SESSION_COUNT or CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN or CKR.CKR_USER_TOO_MANY_TYPES =>
            New(ErrorIds.DeviceBusy, Strings.DeviceBusy, result, device),
        CKR.CKR_CANCEL or CKR.CKR_FUNCTION_CANCELED or CKR.CKR_FUNCTION_REJECTED =>
            New(ErrorIds.PinRequired, Strings.PinCancelled, result, device),
        CKR.CKR_KEY_FUNCTION_NOT_PERMITTED or CKR.CKR_KEY_TYPE_INCONSISTENT or CKR.CKR_KEY_SIZE_RANGE
            or CKR.CKR_MECHANISM_INVALID or CKR.CKR_MECHANISM_PARAM_INVALID =>
            New(ErrorIds.CertificateNotUsable, Strings.KeyRefused, result, device),
        CKR.CKR_USER_PIN_NOT_INITIALIZED or CKR.CKR_PIN_EXPIRED => New(ErrorIds.PinRequired, Strings.PinNotSet, result, device),
        _ => New(ErrorIds.DeviceRemoved, Strings.DeviceFailed, result, device),
    };

    private static DefterXException New(string errorId, string format, CKR result, string device) =>
        new(errorId, Text.Format(format, device, Pkcs11Exception.Name(result)), device);
}
