using System;
using System.Runtime.InteropServices;

namespace DefterX.TestSupport;

/// <summary>Environment variables that native libraries of this process read: .NET keeps a copy of its own on Unix.</summary>
internal static class NativeEnvironment
{
    /// <summary>Sets a variable for .NET, for the processes it starts and for the C library.</summary>
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows() && SetEnvironmentVariable(name, value, 1) != 0) throw new InvalidOperationException("setenv failed.");
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironmentVariable(string name, string value, int overwrite);
}
