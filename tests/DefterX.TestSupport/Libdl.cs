using System;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.TestSupport;

/// <summary>Maps Pkcs11Interop's <c>libdl</c>, which current Linux lacks. In the module the loader does it.</summary>
public static class Libdl
{
    private static int s_isMapped;

    /// <summary>Maps it; a second call, also by another copy of this assembly, changes nothing.</summary>
    public static void Map()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref s_isMapped, 1) == 1) return;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // Another copy of this assembly has set the resolver, and an assembly takes one only.
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == "libdl"
        && (NativeLibrary.TryLoad("libdl.so.2", out IntPtr library) || NativeLibrary.TryLoad("libc.so.6", out library))
            ? library
            : IntPtr.Zero;
}
