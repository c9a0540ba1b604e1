using System;
using System.Runtime.InteropServices;
#if !NET8_0_OR_GREATER
using System.ComponentModel;
using System.Text;
#endif

namespace DefterX.Devices.Pkcs11;

/// <summary>Loads shared libraries for good: unloading crashes several vendors' modules.</summary>
internal static class SharedLibrary
{
    /// <summary>Loads the library and returns the address of one of its functions.</summary>
    /// <param name="path">Full path; folders of the library itself are searched for what it needs.</param>
    /// <param name="function">The function's name.</param>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message is the system's.</exception>
    /// <exception cref="BadImageFormatException">It is for another processor architecture.</exception>
    /// <exception cref="EntryPointNotFoundException">It has no such function.</exception>
    public static IntPtr GetFunction(string path, string function)
    {
#if NET8_0_OR_GREATER
        return NativeLibrary.GetExport(NativeLibrary.Load(path), function);
#else
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FromWindows(path, function) : FromUnix(path, function);
#endif
    }

#if !NET8_0_OR_GREATER
    private const int BadExeFormat = 193;
    private const uint LoadWithAlteredSearchPath = 8;
    private const int Now = 2;

    private static IntPtr FromWindows(string path, string function)
    {
        IntPtr library = LoadLibraryEx(path, IntPtr.Zero, LoadWithAlteredSearchPath);
        if (library == IntPtr.Zero)
        {
            Win32Exception error = new(Marshal.GetLastWin32Error());
            throw error.NativeErrorCode == BadExeFormat
                ? new BadImageFormatException(error.Message, path, error)
                : new DllNotFoundException(error.Message, error);
        }

        IntPtr address = GetProcAddress(library, function);
        return address != IntPtr.Zero ? address : throw new EntryPointNotFoundException(function);
    }

    private static IntPtr FromUnix(string path, string function)
    {
        IntPtr library = Open(Utf8(path), Now);
        if (library == IntPtr.Zero) throw new DllNotFoundException(Marshal.PtrToStringAnsi(Error()));
        IntPtr address = Symbol(library, Utf8(function));
        return address != IntPtr.Zero ? address : throw new EntryPointNotFoundException(function);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");

    [DllImport("kernel32", EntryPoint = "LoadLibraryExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibraryEx(string path, IntPtr reserved, uint flags);

    [DllImport("kernel32", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetProcAddress(IntPtr library, string function);

    [DllImport("libc", EntryPoint = "dlopen")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "dlsym")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Symbol(IntPtr library, byte[] function);

    [DllImport("libc", EntryPoint = "dlerror")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Error();
#endif
}
