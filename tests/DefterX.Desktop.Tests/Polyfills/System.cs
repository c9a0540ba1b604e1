using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace System;

/// <summary>What tests call of the system and .NET Framework lacks.</summary>
internal static class SystemPolyfills
{
    extension(OperatingSystem)
    {
        /// <summary>As on Windows, the build for .NET Framework gives files no modes.</summary>
        public static bool IsWindows() => true;
    }

    extension(File)
    {
        public static UnixFileMode GetUnixFileMode(string path) => throw new NotSupportedException(path);
    }

    extension(Marshal)
    {
        public static IntPtr StringToCoTaskMemUTF8(string? text)
        {
            if (text is null) return IntPtr.Zero;
            byte[] bytes = Encoding.UTF8.GetBytes(text + "\0");
            IntPtr memory = Marshal.AllocCoTaskMem(bytes.Length);
            Marshal.Copy(bytes, 0, memory, bytes.Length);
            return memory;
        }
    }
}

[Flags]
internal enum UnixFileMode
{
    None = 0,
    OtherExecute = 1,
    OtherWrite = 2,
    OtherRead = 4,
}

internal static unsafe class NativeMemory
{
    public static void Free(void* memory) => free(memory);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void free(void* memory);
}
