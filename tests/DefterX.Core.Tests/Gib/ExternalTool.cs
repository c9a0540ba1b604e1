using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit.Abstractions;

namespace DefterX.Tests.Gib;

/// <summary>Verifiers that are not ours.</summary>
internal static class ExternalTool
{
    /// <summary>WSS4J by check/wss: exit code and output, or null, loudly, where the tools are not.</summary>
    public static async Task<(int ExitCode, string Output)?> WssAsync(ITestOutputHelper output, IEnumerable<string> arguments)
    {
        string? package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE");
        if (string.IsNullOrEmpty(package))
        {
            output.WriteLine("SKIPPED: DEFTERX_GIB_PACKAGE is not set, so check/wss (WSS4J) did not judge the envelopes.");
            Console.Error.WriteLine("SKIPPED: WSS4J did not judge the envelopes, as DEFTERX_GIB_PACKAGE is not set.");
            return null;
        }

        return await RunAsync(output, Path.Combine(package, "..", "check", "wss"), arguments);
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(ITestOutputHelper output, string tool, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        output.WriteLine(text);
        return (process.ExitCode, text);
    }
}
