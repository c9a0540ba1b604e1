using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Files;

/// <summary>Opens, writes and deletes lock files.</summary>
internal static class LockStream
{
    // Of these it is known that what is written can be read by all who use them.
    private static readonly HashSet<string> s_local = new(StringComparer.OrdinalIgnoreCase)
    {
        "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay", "overlayfs", "apfs", "hfs", "NTFS", "ReFS",
    };

    private const int ErrorFileExists = unchecked((int)0x80070050); // of Windows
    private const int ErrorExists = 17; // EEXIST of Linux and of macOS
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates a lock file, or opens one that is there, with the operating system's lock.</summary>
    /// <param name="isNew">Whether it was created.</param>
    /// <param name="isHeld">Whether another has the operating system's lock.</param>
    /// <returns>Null when it is held, or was there and is gone.</returns>
    /// <exception cref="IOException">The file system fails.</exception>
    public static FileStream? TryOpen(string path, FileShare share, out bool isNew, out bool isHeld)
    {
        isNew = true;
        isHeld = false;
        try
        {
            return Open(path, FileMode.CreateNew, share);
        }
        catch (IOException e) when (LockedFile.IsInUse(e))
        {
            isHeld = true; // by one who opened it between its creation and its lock
            return null;
        }
        catch (IOException e) when (e.HResult is ErrorFileExists or ErrorExists)
        {
            isNew = false;
        }

        try
        {
            return Open(path, FileMode.Open, share);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (LockedFile.IsInUse(e))
        {
            isHeld = true;
            return null;
        }
    }

    /// <summary>Writes the record in the place of what is there, so that all machines see it.</summary>
    public static void Write(FileStream stream, LockRecord record)
    {
        byte[] bytes = record.ToBytes();
        stream.Position = 0;
        stream.Write(bytes, 0, bytes.Length);
        if (stream.Length > bytes.Length) stream.SetLength(bytes.Length);
        stream.Flush(flushToDisk: !IsLocal(stream.Name));
    }

    /// <summary>Deletes the lock file, as long as it is the record's, and closes it.</summary>
    /// <remarks>On Unix it is deleted under the lock: whoever has opened it by then sees that it is no longer the one under the path.
    /// On Windows a file that is open cannot be deleted, and neither can it be once another has opened it.</remarks>
    public static void Release(FileStream stream, string path, LockRecord record)
    {
        try
        {
            if (s_isWindows) stream.Dispose();
            if (s_isWindows || LockRecord.ReadAt(path)?.Token == record.Token) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Empty(stream); // an empty one is free
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static void Empty(FileStream stream)
    {
        try
        {
            if (stream.CanWrite) stream.SetLength(0);
        }
        catch (IOException)
        {
            // It is free once this process has ended.
        }
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
#if NET8_0_OR_GREATER
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFolder.FileMode;
        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.ReadWrite, share, 1);
#endif
    }

    private static bool IsLocal(string path)
    {
        try
        {
            return s_local.Contains(new DriveInfo(s_isWindows ? Path.GetPathRoot(path)! : path).DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // a share without a drive letter among them
        }
    }
}
