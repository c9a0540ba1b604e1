using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Loader;

internal static class NativeNames
{
    internal static IEnumerable<string> Candidates(string name, string folder)
    {
        if (Path.IsPathRooted(name)) yield break;

        string runtimes = Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        foreach (string file in FileNames(name))
        {
            yield return Path.Combine(folder, file);
            yield return Path.Combine(runtimes, file);
        }
    }

    private static string[] FileNames(string name) =>
        OperatingSystem.IsWindows() ? [name + ".dll", name]
        : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", name + ".dylib", name]
        : [$"lib{name}.so", name + ".so", name];
}
