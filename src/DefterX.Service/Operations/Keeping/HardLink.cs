using System;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Service.Operations.Keeping;

/// <summary>A second name for a file that never changes, where the file system can.</summary>
internal static partial class HardLink
{
    /// <summary>Links, or copies where that cannot be (another disk, a file system without links).</summary>
    public static void LinkOrCopy(string source, string target)
    {
        bool isLinked = OperatingSystem.IsWindows()
            ? CreateHardLink(target, source, IntPtr.Zero)
            : Link(source, target) == 0;
        if (!isLinked) File.Copy(source, target);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string target);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string target, string source, IntPtr security);
}
