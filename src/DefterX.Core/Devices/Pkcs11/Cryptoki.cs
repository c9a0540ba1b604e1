using System;

namespace DefterX.Devices.Pkcs11;

/// <summary>The functions of a PKCS#11 library (Cryptoki), as they are: the caller sees to initialisation and turns.</summary>
/// <remarks>Called directly, because what matters here (who initialised the library, a PIN in pinned octets, text as the module
/// fills it, one C_Sign a signature) is what a general wrapper hides. Numbers are PKCS#11 v2.40's, pkcs11f.h.</remarks>
internal sealed unsafe partial class Cryptoki
{
    private const uint OsLockingOk = 2;

    // Beyond these a module's numbers are nonsense.
    private const int Most = 4096;
    private const int Tries = 5;
    private readonly CryptokiLayout _layout;
    private readonly void** _functions;

    private Cryptoki(void** functions, CryptokiLayout layout)
    {
        _functions = functions;
        _layout = layout;
    }

    private enum Function
    {
        Initialize = 0,
        Finalize = 1,
        GetSlotList = 4,
        GetSlotInfo = 5,
        GetTokenInfo = 6,
        GetMechanismList = 7,
        OpenSession = 12,
        CloseSession = 13,
        GetSessionInfo = 15,
        Login = 18,
        Logout = 19,
        GetAttributeValue = 24,
        FindObjectsInit = 26,
        FindObjects = 27,
        FindObjectsFinal = 28,
        SignInit = 42,
        Sign = 43,
    }

    /// <summary>Loads a library, for as long as the process lives.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="layout">How it lays out its data; as this system does when null.</param>
    /// <exception cref="Pkcs11Exception">C_GetFunctionList failed.</exception>
    /// <exception cref="DllNotFoundException">As for <see cref="SharedLibrary.GetFunction"/>, and its others.</exception>
    public static Cryptoki Load(string path, CryptokiLayout? layout = null)
    {
        layout ??= CryptokiLayout.Native;
        void* getFunctionList = (void*)SharedLibrary.GetFunction(path, "C_GetFunctionList");
        byte* list = null;
        Check("C_GetFunctionList", ((delegate* unmanaged[Cdecl]<byte**, nuint>)getFunctionList)(&list));
        return new Cryptoki((void**)(list + layout.FunctionsOffset), layout);
    }

    /// <summary>C_Initialize (5.4).</summary>
    /// <param name="withLocking">With CKF_OS_LOCKING_OK; else without arguments, for calls that never overlap.</param>
    public CKR Initialize(bool withLocking)
    {
        if (!withLocking) return Result(((delegate* unmanaged[Cdecl]<void*, nuint>)At(Function.Initialize))(null));

        // CK_C_INITIALIZE_ARGS: four function pointers, flags, a reserved pointer.
        byte* arguments = stackalloc byte[(4 * IntPtr.Size) + 8 + IntPtr.Size];
        new Span<byte>(arguments, (4 * IntPtr.Size) + 8 + IntPtr.Size).Clear();
        _layout.WriteLong(arguments + (4 * IntPtr.Size), OsLockingOk);
        return Result(((delegate* unmanaged[Cdecl]<void*, nuint>)At(Function.Initialize))(arguments));
    }

    /// <summary>C_Finalize (5.4).</summary>
    public CKR FinalizeLibrary() => Result(((delegate* unmanaged[Cdecl]<void*, nuint>)At(Function.Finalize))(null));

    /// <summary>The slots that hold a token (C_GetSlotList, 5.5). Asking for their number makes a module look again.</summary>
    public ulong[] GetSlotsWithToken()
    {
        delegate* unmanaged[Cdecl]<byte, byte*, ulong*, nuint> getSlotList =
            (delegate* unmanaged[Cdecl]<byte, byte*, ulong*, nuint>)At(Function.GetSlotList);
        return GetLongs("C_GetSlotList", (list, count) => getSlotList(1, (byte*)list, (ulong*)count));
    }

    /// <summary>The slot description, which names the reader (C_GetSlotInfo, 5.5).</summary>
    public string GetSlotDescription(ulong slot)
    {
        // CK_SLOT_INFO: description 64, manufacturer 32, flags, two versions.
        byte* info = stackalloc byte[128];
        Check("C_GetSlotInfo", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint>)At(Function.GetSlotInfo))((nuint)slot, info));
        return Field(info, 0, 64);
    }

    /// <summary>C_GetTokenInfo (5.5).</summary>
    public TokenInfo GetTokenInfo(ulong slot)
    {
        // CK_TOKEN_INFO: label 32, manufacturer 32, model 16, serial number 16, flags, ten numbers, two versions, time 16.
        byte* info = stackalloc byte[256];
        Check("C_GetTokenInfo", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint>)At(Function.GetTokenInfo))((nuint)slot, info));
        return new TokenInfo(
            Field(info, 0, 32), Field(info, 32, 32), Field(info, 64, 16), Field(info, 80, 16), (TokenFlags)_layout.ReadLong(info + 96));
    }

    /// <summary>The mechanisms that the token offers (C_GetMechanismList, 5.5).</summary>
    public ulong[] GetMechanisms(ulong slot)
    {
        delegate* unmanaged[Cdecl]<nuint, byte*, ulong*, nuint> getMechanismList =
            (delegate* unmanaged[Cdecl]<nuint, byte*, ulong*, nuint>)At(Function.GetMechanismList);
        return GetLongs("C_GetMechanismList", (list, count) => getMechanismList((nuint)slot, (byte*)list, (ulong*)count));
    }

    private delegate nuint ListFunction(IntPtr list, IntPtr count);

    // The first call asks for the number; a token that comes between the calls makes the second one fail, and it is asked again.
    private ulong[] GetLongs(string name, ListFunction function)
    {
        for (int tries = 0; ; tries++)
        {
            ulong count = 0;
            Check(name, function(IntPtr.Zero, (IntPtr)(&count)));
            if (count == 0) return [];
            if (count > Most || tries == Tries) throw new Pkcs11Exception(name, CKR.CKR_GENERAL_ERROR);
            byte[] list = new byte[(int)count * _layout.LongSize];
            fixed (byte* start = list)
            {
                CKR result = Result(function((IntPtr)start, (IntPtr)(&count)));
                if (result == CKR.CKR_BUFFER_TOO_SMALL) continue;
                Check(name, (nuint)(uint)result);
                ulong[] values = new ulong[Math.Min((int)count, list.Length / _layout.LongSize)];
                for (int i = 0; i < values.Length; i++) values[i] = _layout.ReadLong(start + (i * _layout.LongSize));
                return values;
            }
        }
    }

    private void* At(Function function) => _functions[(int)function];

    private static string Field(byte* info, int offset, int length) => TokenText.Read(new Span<byte>(info + offset, length).ToArray());

    // CK_RV has four octets that count, also where it is wider.
    private static CKR Result(nuint value) => (CKR)(uint)value;

    private static void Check(string function, nuint value)
    {
        CKR result = Result(value);
        if (result != CKR.CKR_OK) throw new Pkcs11Exception(function, result);
    }
}
