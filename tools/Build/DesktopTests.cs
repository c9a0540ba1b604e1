using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Build;

/// <summary>Runs Core's tests on Mono, the nearest thing to .NET Framework at hand, against the assemblies that the module ships.</summary>
/// <remarks>The whole files that are left out stand in <c>LeftOut.props</c> of the project; the single tests in the run's own list.</remarks>
internal static class DesktopTests
{
    private const string Project = "DefterX.Desktop.Tests";
    private static readonly string s_source = Repository.PathOf("tests", Project);

    /// <summary>Builds and runs them; what is left out is written to <c>desktop-left-out.txt</c> and not counted.</summary>
    internal static TestCounts Run(string results)
    {
        if (!OperatingSystem.IsLinux()) return new TestCounts(0, 0, 0, ["NOT RUN Windows PowerShell: Mono runs on Linux alone here"]);

        Shell.RunQuietly("dotnet", "build", $"tests/{Project}", "-c", "Release", "--nologo", "-v", "q");
        string folder = Path.Combine(results, "desktop");
        Folders.Copy(Path.Combine(s_source, "bin", "Release", "net472"), folder);
        UnmarkFacades(folder);
        UseShippedAssemblies(folder);

        string log = Path.Combine(results, Project + ".xml");
        // Without GİB's package: its checks start a JVM, and say the same of every runtime.
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["DEFTERX_GIB_PACKAGE"] = "" };
        string[] arguments =
        [
            Path.Combine(folder, "xunit.console.exe"), Path.Combine(folder, Project + ".dll"), "-noappdomain", "-nologo", "-quiet", "-xml", log,
        ];
        // A test that never ends there ends the run instead. What is left out looks like a failure to the runner, and is told of below.
        string output = Path.Combine(results, Project + ".log");
        int exitCode = Shell.Run("sh", ["-c", "exec timeout 600 mono \"$@\" >\"$0\" 2>&1", output, .. arguments], environment);
        return File.Exists(log) ? Count(log, results) : TestCounts.Broken($"{Project}: mono ended with {exitCode}; see {output}");
    }

    // Mono loads no assembly that is marked as made for reference alone; the facades are whole all the same.
    private static void UnmarkFacades(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "facades")))
        {
            byte[] bytes = File.ReadAllBytes(file);
            int mark = bytes.AsSpan().IndexOf("ReferenceAssemblyAttribute\0"u8);
            if (mark >= 0) bytes[mark] = (byte)'_';
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(file)), bytes);
        }
    }

    private static void UseShippedAssemblies(string folder)
    {
        string shipped = Path.Combine(Repository.Module, "bin", "desktop");
        foreach (string file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static TestCounts Count(string log, string results)
    {
        Dictionary<string, string> faults = ReadFaults();
        HashSet<string> open = [.. faults.Keys];
        List<string> leftOut = [];
        TestCounts counts = TestCounts.None;
        foreach (XElement test in XDocument.Load(log).Descendants("test"))
        {
            string name = test.Attribute("name")!.Value;
            string? fault = faults.Keys.FirstOrDefault(start => name.StartsWith(start, StringComparison.Ordinal));
            switch (test.Attribute("result")!.Value)
            {
                case "Pass":
                    counts += new TestCounts(1, 0, 0, []);
                    break;
                case "Skip":
                    leftOut.Add($"{name}: {test.Element("reason")?.Value.Trim()}");
                    break;
                case "Fail" when fault is not null:
                    open.Remove(fault);
                    leftOut.Add($"{name}: {faults[fault]}");
                    break;
                case "Fail" when test.Element("failure")?.Value is string text && text.Contains("LeftOutException", StringComparison.Ordinal):
                    leftOut.Add($"{name}: {text.Split('\n').First(line => line.Contains("LeftOutException", StringComparison.Ordinal)).Trim()}");
                    break;
                default:
                    counts += TestCounts.Broken($"{name} (Mono){Environment.NewLine}{test.Element("failure")?.Value.Trim()}");
                    break;
            }
        }

        counts = open.Aggregate(counts, (sum, name) => sum + TestCounts.Broken($"{name}: passes on Mono; take it out of MonoFaults.txt"));
        leftOut.Sort(StringComparer.Ordinal);
        File.WriteAllLines(Path.Combine(results, "desktop-left-out.txt"), leftOut);
        string summary = $"{counts.Passed} of Core's tests passed on Mono; left out there: {leftOut.Count} (out/test/desktop-left-out.txt) and LeftOut.props";
        return counts + new TestCounts(0, 0, 0, [summary]);
    }

    // A line: how the test's name begins, a tab, what Mono does.
    private static Dictionary<string, string> ReadFaults() => File.ReadLines(Path.Combine(s_source, "MonoFaults.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('\t', 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
