using Net.Pkcs11Interop.Common;

namespace DefterX.Devices;

/// <summary>Turns what a PKCS#11 function returned into a failure for the user (PKCS#11 v2.40, 5.1).</summary>
internal static class Pkcs11Failure
{
    public static bool IsWrongPin(CKR result) =>
        result is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE;

    /// <summary>A failure of a token at work. PINs are the caller's matter.</summary>
    public static DefterXException Of(Pkcs11Exception exception, string device) => exception.RV switch
    {
        CKR.CKR_SESSION_COUNT or CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN or CKR.CKR_USER_TOO_MANY_TYPES =>
            New(ErrorIds.DeviceBusy, Strings.DeviceBusy, exception, device),
        CKR.CKR_FUNCTION_CANCELED or CKR.CKR_FUNCTION_REJECTED =>
            New(ErrorIds.PinRequired, Strings.PinCancelled, exception, device),
        CKR.CKR_KEY_FUNCTION_NOT_PERMITTED or CKR.CKR_KEY_TYPE_INCONSISTENT or CKR.CKR_KEY_SIZE_RANGE
            or CKR.CKR_MECHANISM_INVALID =>
            New(ErrorIds.CertificateNotUsable, Strings.KeyRefused, exception, device),
        _ => New(ErrorIds.DeviceRemoved, Strings.DeviceFailed, exception, device),
    };

    private static DefterXException New(string errorId, string format, Pkcs11Exception exception, string device) =>
        new(errorId, Text.Format(format, device, exception.RV), device, exception);
}
