using System;
using System.IO;

namespace DefterX.Files;

/// <summary>The clock of the file server, against which the times of its files count; that of this machine may be wrong.</summary>
internal static class ServerClock
{
    /// <summary>The present time in a folder, UTC: that of a file that is written now.</summary>
    /// <param name="path">A file in the folder, which need not be there.</param>
    public static DateTime Now(string path)
    {
        string probe = AtomicFile.TemporaryName(path);
        try
        {
            using (FileStream stream = AtomicFile.CreateNew(probe)) stream.WriteByte(0);
            return File.GetLastWriteTimeUtc(probe);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    /// <summary>How long ago a file was last written.</summary>
    public static TimeSpan AgeOf(string path) => Now(path) - File.GetLastWriteTimeUtc(path);
}
