using System;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;

namespace DefterX.Devices;

/// <summary>C_Initialize and C_Finalize of a library.</summary>
/// <remarks>
/// Called directly, since Pkcs11Interop hides whether a library was initialised before. The library stays loaded until the
/// process ends, since unloading crashes several vendors' modules.
/// </remarks>
internal sealed class CryptokiFunctions
{
    private readonly InitializeFunction _initialize;
    private readonly InitializeFunction _finalize;

    internal CryptokiFunctions(InitializeFunction initialize, InitializeFunction finalize)
    {
        _initialize = initialize;
        _finalize = finalize;
    }

    /// <summary>Loads the library.</summary>
    /// <exception cref="LibraryArchitectureException">It is for another processor architecture.</exception>
    /// <exception cref="UnmanagedException">It is no library, or no PKCS#11 library.</exception>
    public CryptokiFunctions(string path)
    {
        IntPtr library = UnmanagedLibrary.Load(path);
        GetFunctionListFunction getFunctionList =
            UnmanagedLibrary.GetFunctionDelegate<GetFunctionListFunction>(library, "C_GetFunctionList");
        Check("C_GetFunctionList", (CKR)((ulong)getFunctionList(out IntPtr list) & uint.MaxValue));

        // CK_FUNCTION_LIST: CK_VERSION of two octets, packed on Windows, then the functions, C_Initialize and C_Finalize first.
        int first = Platform.IsWindows ? 2 : IntPtr.Size;
        _initialize = Function(Marshal.ReadIntPtr(list, first));
        _finalize = Function(Marshal.ReadIntPtr(list, first + IntPtr.Size));
    }

    // CK_RV and the argument of both functions; the upper half of the result means nothing where CK_ULONG has four octets.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate UIntPtr InitializeFunction(IntPtr argument);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate UIntPtr GetFunctionListFunction(out IntPtr list);

    /// <summary>How the library was initialised: with locking by the operating system, or (AKİS on some systems) without arguments.</summary>
    public AppType AppType { get; private set; } = AppType.MultiThreaded;

    /// <summary>Initialises the library (PKCS#11 v2.40, 5.4).</summary>
    /// <returns>Whether this call did it, and so owes a <see cref="Finalise"/>; false when another module had.</returns>
    /// <exception cref="Pkcs11Exception">The library refused.</exception>
    public bool Initialise()
    {
        CKR result = InitialiseWithLocking();
        if (result == CKR.CKR_ARGUMENTS_BAD)
        {
            AppType = AppType.SingleThreaded;
            result = Call(_initialize, IntPtr.Zero);
        }

        if (result == CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED) return false;
        Check("C_Initialize", result);
        return true;
    }

    /// <summary>Finalises the library; a failure leaves nothing to be done.</summary>
    public void Finalise() => Call(_finalize, IntPtr.Zero);

    private CKR InitialiseWithLocking()
    {
        // CK_C_INITIALIZE_ARGS: four function pointers, CK_ULONG flags, a reserved pointer; little-endian wherever .NET runs.
        byte[] zero = new byte[(4 * IntPtr.Size) + 16];
        IntPtr arguments = Marshal.AllocHGlobal(zero.Length);
        try
        {
            Marshal.Copy(zero, 0, arguments, zero.Length);
            Marshal.WriteInt32(arguments, 4 * IntPtr.Size, (int)CKF.CKF_OS_LOCKING_OK);
            return Call(_initialize, arguments);
        }
        finally
        {
            Marshal.FreeHGlobal(arguments);
        }
    }

    private static CKR Call(InitializeFunction function, IntPtr argument) => (CKR)((ulong)function(argument) & uint.MaxValue);

    private static InitializeFunction Function(IntPtr pointer) => Marshal.GetDelegateForFunctionPointer<InitializeFunction>(pointer);

    private static void Check(string function, CKR result)
    {
        if (result != CKR.CKR_OK) throw new Pkcs11Exception(function, result);
    }
}
