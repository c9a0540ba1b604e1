using System.IO;

namespace DefterX.Build;

/// <summary>Runs the benchmarks, which print a line a figure and write <c>out/bench.json</c>.</summary>
internal static class BenchTask
{
    internal static int Run(Options options)
    {
        options.AllowOnly();
        ModuleTask.Build();
        ModuleTask.BuildScriptHost();
        Shell.RunQuietly("dotnet", "build", "bench", "-c", "Release", "--nologo", "-v", "q");
        return Shell.Run(
            "dotnet",
            [Repository.PathOf("bench", "bin", "Release", "net10.0", "DefterX.Bench.dll"), Path.Combine(Repository.Output, "bench.json"), .. options.Names]);
    }
}
