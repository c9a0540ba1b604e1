using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using DefterX.Build;

namespace DefterX.Cmdlets.Tests.Loading;

/// <summary>Runs a script in the script host as a process of its own, with nothing on its standard input.</summary>
internal sealed record ScriptHostRun(int ExitCode, string Output, string Error)
{
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Host => Repository.PathOf("tools", "ScriptHost", "bin", s_configuration, "net10.0", "DefterX.ScriptHost.dll");

    internal static async Task<ScriptHostRun> FileAsync(string script, params string[] arguments)
    {
        ProcessStartInfo start = Describe([script, .. arguments]);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ScriptHostRun(process.ExitCode, await output, await error);
    }

    internal static async Task<ScriptHostRun> TextAsync(string text, params string[] arguments)
    {
        string script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        await File.WriteAllTextAsync(script, text);
        try
        {
            return await FileAsync(script, arguments);
        }
        finally
        {
            File.Delete(script);
        }
    }

    internal static ProcessStartInfo Describe(IEnumerable<string> arguments) => new("dotnet", [Host, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
