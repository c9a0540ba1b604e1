using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace DefterX.Files;

/// <summary>Opens a small file for one writer at a time, over processes and PCs.</summary>
internal static class LockedFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens or creates the file; waits up to ten seconds while another has it.</summary>
    /// <exception cref="IOException">Another kept it for longer, or it cannot be opened at all.</exception>
    public static FileStream Open(string path, CancellationToken cancellationToken = default) =>
        Open(path, FileShare.None, cancellationToken);

    /// <param name="share">None keeps readers off too; Read lets them in, and keeps other writers off on Windows alone.</param>
    /// <inheritdoc cref="Open(string, CancellationToken)"/>
    public static FileStream Open(string path, FileShare share, CancellationToken cancellationToken = default)
    {
        DateTime deadline = DateTime.UtcNow + s_patience;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return OpenOnce(path, share);
            }
            catch (IOException exception) when (IsInUse(exception) && DateTime.UtcNow < deadline)
            {
                cancellationToken.WaitHandle.WaitOne(s_pause);
            }
        }
    }

    private static FileStream OpenOnce(string path, FileShare share)
    {
#if NET8_0_OR_GREATER
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFolder.FileMode;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
#endif
    }

    /// <summary>Whether a file could not be opened because another has it.</summary>
    /// <remarks>ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION; EWOULDBLOCK of Linux and of macOS.</remarks>
    internal static bool IsInUse(IOException exception) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? (exception.HResult & 0xFFFF) is 32 or 33
        : exception.HResult is 11 or 35;
}
