using System;
using System.IO;
using System.Threading;

namespace DefterX.Files;

/// <summary>Opens a small file for one writer or several readers at a time, over processes and PCs.</summary>
internal static class LockedFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens or creates the file; waits up to ten seconds while another has it.</summary>
    /// <exception cref="IOException">Another kept it for longer, or it cannot be opened at all.</exception>
    public static FileStream Open(string path, CancellationToken cancellationToken = default) => Wait(() => OpenOnce(path), cancellationToken);

    /// <summary>Opens a file that is there for reading; waits up to ten seconds while it is written.</summary>
    /// <exception cref="IOException">As for <see cref="Open"/>.</exception>
    public static FileStream OpenRead(string path, CancellationToken cancellationToken = default) =>
        Wait(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), cancellationToken);

    private static FileStream Wait(Func<FileStream> open, CancellationToken cancellationToken)
    {
        DateTime deadline = DateTime.UtcNow + s_patience;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return open();
            }
            catch (IOException exception) when (IsInUse(exception) && DateTime.UtcNow < deadline)
            {
                cancellationToken.WaitHandle.WaitOne(s_pause);
            }
        }
    }

    private static FileStream OpenOnce(string path)
    {
#if NET8_0_OR_GREATER
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFolder.FileMode;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#endif
    }

    private static bool IsInUse(IOException exception) =>
        exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException);
}
