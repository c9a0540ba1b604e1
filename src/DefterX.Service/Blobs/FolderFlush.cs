using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DefterX.Service.Blobs;

/// <summary>Has the disk keep the names in a folder, so that a renamed file is still there after the power failed.</summary>
internal static class FolderFlush
{
    /// <summary>Flushes a folder. Windows writes names with the file system's journal, and has nothing to be called.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0) throw Failure(folder);
        try
        {
            // EINVAL: a file system, as some over the network, that has no such thing.
            if (Synchronize(descriptor) != 0 && Marshal.GetLastPInvokeError() != 22) throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) => new($"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
