using System;
using System.Diagnostics.CodeAnalysis;

namespace DefterX.Devices.Pkcs11;

/// <summary>Attributes of objects (PKCS#11 v2.40, pkcs11t.h).</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum CKA : uint
{
    CKA_CLASS = 0x0,
    CKA_LABEL = 0x3,
    CKA_VALUE = 0x11,
    CKA_ID = 0x102,
    CKA_MODULUS = 0x120,
    CKA_ALWAYS_AUTHENTICATE = 0x202,
}

/// <summary>Classes of objects.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum CKO : uint
{
    CKO_CERTIFICATE = 0x1,
    CKO_PRIVATE_KEY = 0x3,
}

/// <summary>Mechanisms of signatures.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum CKM : uint
{
    CKM_RSA_PKCS = 0x1,
    CKM_SHA256_RSA_PKCS = 0x40,
    CKM_ECDSA = 0x1041,
}

/// <summary>Kinds of users.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum CKU : uint
{
    CKU_USER = 1,
    CKU_CONTEXT_SPECIFIC = 2,
}

/// <summary>States of sessions; those in which the user is logged in.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum CKS : uint
{
    CKS_RO_USER_FUNCTIONS = 1,
    CKS_RW_USER_FUNCTIONS = 3,
}

/// <summary>Flags of CK_TOKEN_INFO.</summary>
[Flags]
[SuppressMessage("Naming", "CA1707", Justification = "The standard's names.")]
[SuppressMessage("Naming", "CA1712", Justification = "The standard's names.")]
internal enum TokenFlags : uint
{
    CKF_PROTECTED_AUTHENTICATION_PATH = 0x100,
    CKF_TOKEN_INITIALIZED = 0x400,
    CKF_USER_PIN_COUNT_LOW = 0x10000,
    CKF_USER_PIN_FINAL_TRY = 0x20000,
    CKF_USER_PIN_LOCKED = 0x40000,
}
