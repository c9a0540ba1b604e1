using System;
using System.IO;

namespace DefterX.Build;

internal static class Folders
{
    /// <summary>Makes the folder anew and empty.</summary>
    internal static void Remake(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    internal static void Copy(string source, string target, Func<string, bool>? includes = null)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            if (includes?.Invoke(file) == false) continue;

            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
