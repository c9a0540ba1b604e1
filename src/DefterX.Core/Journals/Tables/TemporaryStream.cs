using System;
using System.IO;

namespace DefterX.Journals.Tables;

/// <summary>Temporary files in the user's temporary folder that are gone with their stream, whatever happens.</summary>
internal static class TemporaryStream
{
    /// <summary>A new one for reading and writing, for the user's eyes alone.</summary>
    public static FileStream Create()
    {
        string path = Path.Combine(Path.GetTempPath(), $"defterx-{Guid.NewGuid():N}.tmp");
        const FileOptions Gone = FileOptions.DeleteOnClose;
#if NET8_0_OR_GREATER
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 14,
            Options = Gone,
        };
        if (OperatingSystem.IsWindows()) return new FileStream(path, options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        FileStream stream = new(path, options);
        // Its name goes at once, so that a killed process leaves nothing behind.
        File.Delete(path);
        return stream;
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 14, Gone);
#endif
    }
}
