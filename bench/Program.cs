using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Bench;
using DefterX.Build;

// In a process of its own: one benchmark, its figures on standard output.
if (args is ["--run", string name])
{
    foreach (Figure figure in Benchmarks.All.Single(b => b.Name == name).Run()) Console.WriteLine(figure);
    return 0;
}

if (SignVerifyModes.Run(args) || PublishShared.RunMode(args) || ServiceRawHttp.RunMode(args)) return 0;

if (args is [LedgerValidate.Mode, string ledger])
{
    Console.WriteLine(LedgerValidate.Check(ledger).ToString(CultureInfo.InvariantCulture));
    return 0;
}

if (args is not [string output, .. string[] prefixes])
{
    Console.Error.WriteLine("Usage: DefterX.Bench <bench.json> [name ...]");
    return BuildException.Usage;
}

IBenchmark[] chosen =
    [.. Benchmarks.All.Where(b => prefixes.Length == 0 || prefixes.Any(p => b.Name.StartsWith(p, StringComparison.Ordinal)))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"No benchmark has such a name. There are: {string.Join(", ", Benchmarks.All.Select(b => b.Name))}");
    return BuildException.Usage;
}

List<Figure> figures = [];
foreach (IBenchmark benchmark in chosen)
{
    benchmark.Prepare();
    foreach (Figure figure in benchmark.NeedsOwnProcess ? OwnProcess.Run(benchmark) : benchmark.Run())
    {
        Console.WriteLine(figure);
        figures.Add(figure);
    }
}

IEnumerable<string> lines = figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"  \"{f.Name}\": {f.Value}"));
File.WriteAllText(output, $"{{\n{string.Join(",\n", lines)}\n}}\n");
return 0;
