using System;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX;

/// <summary>Tells people that a file or a folder could not be read or written: what, where, and what to do.</summary>
internal static class StorageFailure
{
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    private static readonly bool s_isMacOS = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    /// <summary>Whether a failure is the file system's.</summary>
    public static bool Is(Exception exception) =>
        exception is UnauthorizedAccessException or (IOException and not (FileLoadException or EndOfStreamException));

    /// <summary>The failure for people.</summary>
    /// <param name="exception">One that <see cref="Is"/> the file system's.</param>
    /// <param name="folder">The folder in which the work was done, where that is known; the system's reason names the file where it
    /// knows it.</param>
    /// <param name="target">What the failure is about: a firm, a path.</param>
    /// <returns><see cref="ErrorIds.StorageFailed"/>.</returns>
    public static DefterXException Explain(Exception exception, string? folder, object? target)
    {
        string reason = folder is null ? exception.Message : $"{folder}: {exception.Message}";
        string format = IsFull(exception) ? Strings.StorageFull
            : IsForbidden(exception) ? Strings.StorageForbidden
            : Strings.StorageFailed;
        return new DefterXException(ErrorIds.StorageFailed, Text.Format(format, reason), target ?? folder, exception);
    }

    // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED; ENOSPC, EDQUOT.
    private static bool IsFull(Exception exception) => exception is IOException && (s_isWindows
        ? (exception.HResult & 0xFFFF) is 39 or 112 or 1295
        : exception.HResult == 28 || exception.HResult == (s_isMacOS ? 69 : 122));

    // ERROR_WRITE_PROTECT; EROFS.
    private static bool IsForbidden(Exception exception) => exception is UnauthorizedAccessException
        || (s_isWindows ? (exception.HResult & 0xFFFF) == 19 : exception.HResult == 30);
}
