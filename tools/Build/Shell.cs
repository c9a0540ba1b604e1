using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace DefterX.Build;

/// <summary>Runs programs; the repository's root is their folder.</summary>
internal static class Shell
{
    /// <summary>Runs a program on the console and returns its exit code.</summary>
    internal static int Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(program, arguments, environment);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program quietly; its output is shown only when it fails.</summary>
    internal static void RunQuietly(string program, params string[] arguments)
    {
        (int exitCode, string output) = Capture(program, arguments);
        if (exitCode != 0) throw new BuildException(1, $"{output}{program} {string.Join(' ', arguments)}: exit code {exitCode}");
    }

    internal static (int ExitCode, string Output) Capture(string program, params string[] arguments)
    {
        ProcessStartInfo start = Describe(program, arguments, null);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        System.Text.StringBuilder output = new();
        DataReceivedEventHandler add = (_, e) =>
        {
            lock (output) output.Append(e.Data).Append(e.Data is null ? "" : Environment.NewLine);
        };
        process.OutputDataReceived += add;
        process.ErrorDataReceived += add;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    internal static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment) =>
        Process.Start(Describe(program, arguments, environment))!;

    /// <summary>The program's path when it is on PATH, else null.</summary>
    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Repository.Root, UseShellExecute = false };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return start;
    }
}
