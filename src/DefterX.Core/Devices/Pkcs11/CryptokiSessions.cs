namespace DefterX.Devices.Pkcs11;

/// <summary>Sessions and logins.</summary>
internal sealed unsafe partial class Cryptoki
{
    private const uint SerialSession = 4;

    /// <summary>A session that only reads (C_OpenSession, 5.6).</summary>
    /// <returns>Its handle.</returns>
    public ulong OpenSession(ulong slot)
    {
        ulong session = 0;
        Check("C_OpenSession", ((delegate* unmanaged[Cdecl]<nuint, nuint, void*, void*, ulong*, nuint>)At(Function.OpenSession))(
            (nuint)slot, SerialSession, null, null, &session));
        return session;
    }

    /// <summary>C_CloseSession (5.6); a session that is gone already needs no closing.</summary>
    public CKR CloseSession(ulong session) =>
        Result(((delegate* unmanaged[Cdecl]<nuint, nuint>)At(Function.CloseSession))((nuint)session));

    /// <summary>Whether the user is logged in (C_GetSessionInfo, 5.6).</summary>
    public bool IsUserLoggedIn(ulong session)
    {
        // CK_SESSION_INFO: slot, state, flags, device error.
        byte* info = stackalloc byte[64];
        Check("C_GetSessionInfo", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint>)At(Function.GetSessionInfo))((nuint)session, info));
        return (CKS)_layout.ReadLong(info + _layout.LongSize) is CKS.CKS_RO_USER_FUNCTIONS or CKS.CKS_RW_USER_FUNCTIONS;
    }

    /// <summary>C_Login (5.6).</summary>
    /// <param name="session">The session.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="pin">The PIN in UTF-8, in memory that the caller zeroes; null has it typed on the reader.</param>
    public CKR Login(ulong session, CKU user, byte[]? pin)
    {
        fixed (byte* octets = pin)
        {
            return Result(((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)At(Function.Login))(
                (nuint)session, (nuint)(uint)user, octets, (nuint)(pin?.Length ?? 0)));
        }
    }

    /// <summary>C_Logout (5.6).</summary>
    public CKR Logout(ulong session) => Result(((delegate* unmanaged[Cdecl]<nuint, nuint>)At(Function.Logout))((nuint)session));
}
