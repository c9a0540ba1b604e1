using System;
using System.IO;
using System.Text;

namespace DefterX.Files;

/// <summary>Writes files that are whole or not there:
/// a temporary name in the same folder, flushed to disk, then renamed.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file, replacing one of that name; when <paramref name="write"/> fails nothing has changed.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryName(path);
        try
        {
            using (FileStream stream = CreateNew(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    public static void WriteAllText(string path, string text)
    {
        byte[] bytes = s_utf8.GetBytes(text);
        Write(path, stream => stream.Write(bytes, 0, bytes.Length));
    }

    /// <summary>A name beside the file that no other writer has, and that tells whose it is: see <see cref="TemporaryFiles"/>.</summary>
    public static string TemporaryName(string path) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(path))!,
        $"~{Path.GetFileName(path)}.{TemporaryFiles.NewTag()}.tmp");

    /// <summary>Creates a file for reading and writing that others than owner and group cannot read.</summary>
    public static FileStream CreateNew(string path) => Create(path, FileMode.CreateNew, FileShare.Read);

    /// <summary>As <see cref="CreateNew"/>, but empties a file of that name; not one that is open.</summary>
    public static FileStream CreateOrEmpty(string path) => Create(path, FileMode.Create, FileShare.None);

    private static FileStream Create(string path, FileMode mode, FileShare share)
    {
#if NET8_0_OR_GREATER
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFolder.FileMode;
        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.ReadWrite, share);
#endif
    }

    /// <summary>Renames a finished file, replacing one of that name.</summary>
    public static void Replace(string temporary, string path)
    {
#if NET8_0_OR_GREATER
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path)) File.Replace(temporary, path, null);
        else File.Move(temporary, path);
#endif
    }
}
