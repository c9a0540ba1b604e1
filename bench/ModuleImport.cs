using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Build;

namespace DefterX.Bench;

/// <summary>What importing the module takes beyond an empty module's import, each in a fresh process: the median of seven.</summary>
internal sealed class ModuleImport : IBenchmark
{
    private const int Runs = 7;
    private const string Script = """
        param([string]$Path)
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Import-Module $Path -ErrorAction Stop
        $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    public string Name => "module.import";

    public bool NeedsOwnProcess => false;

    public IEnumerable<Figure> Run()
    {
        string folder = Path.Combine(Repository.Output, "bench");
        string empty = Path.Combine(folder, "Empty");
        Directory.CreateDirectory(empty);
        File.WriteAllText(Path.Combine(empty, "Empty.psm1"), "");
        File.WriteAllText(Path.Combine(empty, "Empty.psd1"), "@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0' }");
        string script = Path.Combine(folder, "import.ps1");
        File.WriteAllText(script, Script);

        string? pwsh = Shell.Find("pwsh");
        if (pwsh is null) Console.Error.WriteLine($"{Name}: there is no pwsh on PATH; measured in the script host's engine.");
        string[] host = pwsh is null ? ["dotnet", Repository.ScriptHost] : [pwsh, "-NoProfile", "-NonInteractive", "-File"];

        // Alternating, so that a busy moment of the machine weighs on both.
        List<(double Module, double Empty)> times =
            [.. Enumerable.Range(0, Runs).Select(_ => (Measure(host, script, Repository.Module), Measure(host, script, empty)))];
        yield return Figure.Rounded("module.import.ms", Median(times.Select(t => t.Module)) - Median(times.Select(t => t.Empty)), "ms");
    }

    private static double Measure(string[] host, string script, string module)
    {
        (int exitCode, string output) = Shell.Capture(host[0], [.. host[1..], script, "-Path", module]);
        return exitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{module} was not imported: {output}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
