using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using DefterX.Build;

namespace DefterX.Bench;

/// <summary>Benchmarks that measure a whole process.</summary>
internal static class OwnProcess
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The most memory that this process has held so far (VmHWM on Linux), in MB of 1,048,576 octets.</summary>
    internal static double PeakMegabytes
    {
        get
        {
            using Process self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64 / Megabyte;
        }
    }

    /// <summary>Runs the benchmark in a child process that does only this.</summary>
    internal static IEnumerable<Figure> Run(IBenchmark benchmark)
    {
        (int exitCode, string output) = Shell.Capture("dotnet", typeof(OwnProcess).Assembly.Location, "--run", benchmark.Name);
        return exitCode == 0
            ? output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(Figure.Parse)
            : throw new InvalidOperationException($"{benchmark.Name} failed: {output}");
    }
}
