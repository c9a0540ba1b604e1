using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Loader;

internal static class NativeNames
{
    internal static IEnumerable<string> Candidates(string name, string folder)
    {
        // Pkcs11Interop asks for libdl, which glibc 2.34 took into libc and musl never had (Pkcs11Interop#239).
        if (name == "libdl" && OperatingSystem.IsLinux())
        {
            yield return "libdl.so.2";
            yield return "libc.so.6";
            yield return $"libc.musl-{MuslArchitecture}.so.1";
            yield break;
        }

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

    private static string MuslArchitecture => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture other => other.ToString().ToLowerInvariant(),
    };
}
