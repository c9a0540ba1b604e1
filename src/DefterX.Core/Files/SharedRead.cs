using System;
using System.IO;
#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
#endif

namespace DefterX.Files;

/// <summary>Reads small files that others keep open, without getting into their way.</summary>
/// <remarks>On Unix .NET takes a lock, flock(2), with each file that it opens, whatever the sharing: it could not read a file that is
/// locked, and would keep others off while it reads. So the file is opened by the system's own call there.</remarks>
internal static partial class SharedRead
{
    private const int Most = 4096;

    /// <summary>The file's bytes, at most 4096; null when there is no such file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[]? All(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows()) return AllOnUnix(path);
#endif
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return All(stream);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of an open file from its start, at most 4096.</summary>
    public static byte[] All(FileStream stream)
    {
        byte[] bytes = new byte[Most];
        int length = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(bytes, length, Most - length)) > 0;) length += read;
        Array.Resize(ref bytes, length);
        return bytes;
    }

#if NET8_0_OR_GREATER
    private const int ErrorNoEntry = 2;
    private const int ErrorAccess = 13;

    private static byte[]? AllOnUnix(string path)
    {
        int descriptor = Open(path, OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000); // O_RDONLY | O_CLOEXEC
        int error = Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            using SafeFileHandle handle = new(descriptor, ownsHandle: true);
            byte[] bytes = new byte[Most];
            Array.Resize(ref bytes, RandomAccess.Read(handle, bytes, 0));
            return bytes;
        }

        if (error == ErrorNoEntry) return null;
        string message = $"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'";
        throw error == ErrorAccess ? new UnauthorizedAccessException(message) : new IOException(message, error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
#endif
}
