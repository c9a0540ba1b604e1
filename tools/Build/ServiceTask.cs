using System;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Build;

/// <summary>Publishes the office service as one executable, with what it takes to install it, into <c>out/service</c>.</summary>
internal static class ServiceTask
{
    internal static int Run(Options options)
    {
        options.AllowOnly("runtime");
        string runtime = options.Choose("runtime", "linux-x64", "linux-arm64", "win-x64") ?? RuntimeInformation.RuntimeIdentifier;
        string folder = Path.Combine(Repository.Output, "service", runtime);
        Folders.Remake(folder);
        Shell.RunQuietly(
            "dotnet", "publish", "src/DefterX.Service", "-c", "Release", "-r", runtime, "--self-contained", "-p:PublishSingleFile=true",
            "-o", folder, "--nologo", "-v", "q");
        Console.WriteLine($"The office service for {runtime} is in {folder}");
        return 0;
    }
}
