using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace DefterX.Tests.Checks;

/// <summary>Runs the conformance checks beside GİB's package: engines that share no code with DefterX.</summary>
/// <remarks>A check starts a JVM, so that one call with many files is much faster than many calls.</remarks>
internal static class Oracle
{
    // Most of a check's time is the start of its compiler and engine: the first compiler and the plainest collector of the JVM are
    // the quickest for so short a life. It says on stderr that it has found the variable.
    private const string Variable = "JAVA_TOOL_OPTIONS";
    private const string Quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static readonly string? s_package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE");

    /// <summary>Whether GİB's package is here.</summary>
    public static bool IsPresent => !string.IsNullOrEmpty(s_package);

    /// <summary>Path of a file in GİB's package.</summary>
    public static string PackageFile(string relative) => Path.Combine(s_package!, relative);

    /// <summary>Runs a check on files.</summary>
    public static ExternalTool Run(string tool, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path.Combine(Path.GetDirectoryName(s_package!.TrimEnd('/'))!, "check", tool), arguments);
        start.Environment[Variable] = Quick;
        ExternalTool result = ExternalTool.Run(start);
        string[] errors = [.. result.Errors.Split('\n').Where(line => !line.Contains(Variable, StringComparison.Ordinal))];
        return result with { Errors = string.Join('\n', errors) };
    }

    /// <summary>Fails the test with what the check printed when anything is wrong in any of the files.</summary>
    public static void AssertAccepts(string tool, params IEnumerable<string> arguments)
    {
        ExternalTool result = Run(tool, arguments);
        Assert.True(result.ExitCode == 0, result.Text);
    }
}
