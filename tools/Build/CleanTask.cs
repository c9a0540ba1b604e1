using System.IO;
using System.Linq;

namespace DefterX.Build;

/// <summary>Removes everything that a build makes.</summary>
internal static class CleanTask
{
    internal static int Run()
    {
        string[] projects = [.. new[] { "src", "tests", "bench", "tools" }
            .SelectMany(f => Directory.EnumerateFiles(Repository.PathOf(f), "*.csproj", SearchOption.AllDirectories))
            .Select(f => Path.GetDirectoryName(f)!)
            // This program runs from there.
            .Where(f => f != Repository.PathOf("tools", "Build"))];
        foreach (string folder in projects.SelectMany(p => new[] { Path.Combine(p, "bin"), Path.Combine(p, "obj") }).Append(Repository.Output))
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        return 0;
    }
}
