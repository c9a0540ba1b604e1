using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace DefterX.Tests.Signatures;

/// <summary>Runs a program that judges what we made.</summary>
internal static class Tool
{
    public static (int ExitCode, byte[] Output, string Errors) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), errors.Result);
    }

    /// <summary>The folder with GİB's package, or null with a line that says what is not tested.</summary>
    public static string? GibPackage()
    {
        string? package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE");
        if (!string.IsNullOrEmpty(package)) return package;
        Console.WriteLine("SKIPPED: DEFTERX_GIB_PACKAGE is not set, so the check with GİB's samples and tools is not made.");
        return null;
    }
}
