using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace DefterX.Tests.Checks;

/// <summary>Runs the conformance checks beside GİB's package: engines that share no code with DefterX.</summary>
internal static class Oracle
{
    private static readonly string? s_package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE");

    /// <summary>Whether GİB's package is here.</summary>
    public static bool IsPresent => !string.IsNullOrEmpty(s_package);

    /// <summary>Path of a file in GİB's package.</summary>
    public static string PackageFile(string relative) => Path.Combine(s_package!, relative);

    /// <summary>Runs a check on files.</summary>
    /// <returns>The exit code and all that was printed.</returns>
    public static (int ExitCode, string Output) Run(string tool, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path.Combine(Path.GetDirectoryName(s_package!.TrimEnd('/'))!, "check", tool))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
