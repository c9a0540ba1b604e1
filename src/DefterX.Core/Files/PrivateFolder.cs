using System.IO;

namespace DefterX.Files;

/// <summary>Creates folders that others than owner and group cannot read.</summary>
/// <remarks>On Unix the modes are 0770 and 0660 less the umask. On Windows folders and files inherit the access list of their
/// parent, which the office's administrator sets.</remarks>
internal static class PrivateFolder
{
#if NET8_0_OR_GREATER
    /// <summary>rw-rw----.</summary>
    public const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;
#endif

    /// <summary>Creates a folder and those above it, where they are missing.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
#if NET8_0_OR_GREATER
        if (!System.OperatingSystem.IsWindows())
        {
            // The framework gives the mode to the last folder alone.
            string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
            if (parent is not null) Create(parent);
            Directory.CreateDirectory(path, FolderMode);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }
}
