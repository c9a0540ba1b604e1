using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace DefterX.Build;

/// <summary>Runs all tests, xunit and Pester, and ends with the line that counts them.</summary>
internal static class TestTask
{
    private static readonly string s_results = Path.Combine(Repository.Output, "test");

    internal static int Run(Options options, bool soak)
    {
        options.AllowOnly("filter");
        Prerequisites.RequireAll();
        InstallOracles();
        Folders.Remake(s_results);
        ModuleTask.Build();
        ModuleTask.BuildScriptHost();
        Packaging.PackTask.Pack();

        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["DEFTERX_SOAK"] = soak ? "1" : "0" };
        string? filter = options.Get("filter");
        TestCounts counts = RunAll(filter, environment, soak);

        foreach (string message in counts.Messages) Console.WriteLine(message);
        bool ranNone = counts.Passed + counts.Failed == 0;
        if (ranNone) Console.WriteLine("No test ran.");
        Console.WriteLine($"{counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped");
        return counts.Failed > 0 || ranNone ? 1 : 0;
    }

    private static TestCounts RunAll(string? filter, Dictionary<string, string> environment, bool soak)
    {
        Build("DefterX.Core.Tests");
        Build("DefterX.Service.Tests");
        Build("DefterX.Cmdlets.Tests");
        TestCounts RunCore() => RunProject("DefterX.Core.Tests", filter, environment) + RunProject("DefterX.Service.Tests", filter, environment)
            + (filter is null ? DesktopTests.Run(s_results) : TestCounts.None);
        TestCounts RunModule() => RunProject("DefterX.Cmdlets.Tests", filter, environment)
            + (filter is null ? RunPester(environment, soak) : TestCounts.None);
        if (!CanIsolate()) return RunCore() + RunModule();

        // The tests of the module are one after the other, and leave the machine's other processors idle.
        Task<TestCounts> core = Task.Run(RunCore);
        TestCounts module = RunModule();
        return core.GetAwaiter().GetResult() + module;
    }

    // Without a mount namespace, tests of both projects would start the machine's one pcscd.
    private static bool CanIsolate() =>
        OperatingSystem.IsLinux() && Environment.ProcessorCount > 1
        && Shell.Capture("unshare", Environment.UserName == "root" ? ["--mount", "true"] : ["--user", "--map-root-user", "--mount", "true"]).ExitCode == 0;

    private static void Build(string project) =>
        Shell.RunQuietly("dotnet", "build", $"tests/{project}", "-c", "Release", "--nologo", "-v", "q");

    private static TestCounts RunProject(string project, string? filter, IReadOnlyDictionary<string, string> environment)
    {
        string log = Path.Combine(s_results, project + ".trx");
        List<string> arguments =
        [
            "test", $"tests/{project}", "-c", "Release", "--no-build", "--nologo", "-v", "q", "--results-directory", s_results,
            "--logger", $"trx;LogFileName={project}.trx",
        ];
        if (filter is not null) arguments.AddRange(["--filter", filter]);
        int exitCode = Shell.Run("dotnet", arguments, environment);
        TestCounts counts = File.Exists(log) ? TestCounts.ReadTrx(log) : TestCounts.None;
        return exitCode != 0 && counts.Failed == 0 ? counts + TestCounts.Broken($"{project}: dotnet test ended with {exitCode}") : counts;
    }

    private static TestCounts RunPester(Dictionary<string, string> environment, bool soak)
    {
        if (Shell.Find("pwsh") is not string pwsh) return TestCounts.SkippedBecause("Pester: there is no pwsh on PATH");

        const string HasPester = "if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -ge 5 })) { exit 1 }";
        if (Shell.Capture(pwsh, "-NoProfile", "-NonInteractive", "-Command", HasPester).ExitCode != 0)
        {
            return TestCounts.SkippedBecause("Pester: pwsh has no Pester 5");
        }

        TestCounts counts = RunPester(pwsh, environment, "Pester", "");
        // The tests themselves look at both languages; here all else of them meets Turkish numbers, dates and casing.
        return soak ? counts + RunPester(pwsh, environment, "Pester.tr-TR", "[cultureinfo]::CurrentCulture = 'tr-TR'") : counts;
    }

    private static TestCounts RunPester(string pwsh, IReadOnlyDictionary<string, string> environment, string name, string before)
    {
        string log = Path.Combine(s_results, name + ".xml");
        string run = $$"""
            {{before}}
            $c = New-PesterConfiguration
            $c.Run.Path = '{{Repository.PathOf("tests", "Pester")}}'
            $c.Run.Exit = $true
            $c.TestResult.Enabled = $true
            $c.TestResult.OutputFormat = 'NUnit3'
            $c.TestResult.OutputPath = '{{log}}'
            Invoke-Pester -Configuration $c
            """;
        int exitCode = Shell.Run(pwsh, ["-NoProfile", "-NonInteractive", "-Command", run], environment);
        TestCounts counts = File.Exists(log) ? TestCounts.ReadPester(log) : TestCounts.None;
        return exitCode != 0 && counts.Failed == 0 ? counts + TestCounts.Broken($"Pester ended with {exitCode}") : counts;
    }

    // The judges that nobody here wrote stand beside the repository, or where the variable says; they bring their own JDK.
    private static void InstallOracles()
    {
        string package = Environment.GetEnvironmentVariable("DEFTERX_GIB_PACKAGE") is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : Repository.PathOf("..", "shared", "gib");
        string install = Path.Combine(package, "..", "check", "install");
        if (!File.Exists(install)) return;

        Shell.RunQuietly(install);
        Environment.SetEnvironmentVariable("DEFTERX_GIB_PACKAGE", Path.GetFullPath(package));
    }
}
