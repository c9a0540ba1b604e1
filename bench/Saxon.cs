using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using DefterX.Build;

namespace DefterX.Bench;

/// <summary>Saxon-HE with GİB's Schematron, as the conformance checks beside GİB's package run it.</summary>
internal static class Saxon
{
    /// <summary>What a whole process takes, without compiling the checker; null, said aloud, where there is no such
    /// package.</summary>
    internal static double? Seconds(string file)
    {
        string? package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE");
        if (string.IsNullOrEmpty(package) || Shell.Find("javac") is null)
        {
            Console.Error.WriteLine(
                "ledger.validate.ratioSaxon is left out: DEFTERX_GIB_PACKAGE does not name GİB's package, or there is no JDK.");
            return null;
        }

        string source = Path.Combine(Path.GetDirectoryName(package.TrimEnd('/'))!, "check", "lib", "Schematron.java");
        string classes = Path.Combine(Path.GetDirectoryName(file)!, "classes");
        (int _, string listed) = Shell.Capture("dpkg", "-L", "libsaxonhe-java");
        string jars =
            string.Join(':', listed.Split(Environment.NewLine).Where(l => l.EndsWith(".jar", StringComparison.Ordinal)));
        Shell.RunQuietly("javac", "-nowarn", "-encoding", "UTF-8", "-d", classes, "-cp", jars, source);
        Stopwatch clock = Stopwatch.StartNew();
        Shell.RunQuietly("java", "-cp", $"{classes}:{jars}", "Schematron", Path.Combine(package, "sch"), "--unsigned", file);
        return clock.Elapsed.TotalSeconds;
    }
}
