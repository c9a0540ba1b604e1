using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using DefterX.Build.Packaging;

namespace DefterX.Build;

/// <summary>Publishes the office service as one executable, with what it takes to install it, into <c>out/service</c>.</summary>
internal static class ServiceTask
{
    private const string Project = "DefterX.Service";

    internal static int Run(Options options)
    {
        options.AllowOnly("runtime");
        string runtime = options.Choose("runtime", "linux-x64", "linux-arm64", "win-x64") ?? RuntimeInformation.RuntimeIdentifier;
        string folder = Path.Combine(Repository.Output, "service", runtime);
        Folders.Remake(folder);
        Shell.RunQuietly(
            "dotnet", "publish", "src/" + Project, "-c", "Release", "-r", runtime, "--self-contained", "-p:PublishSingleFile=true",
            "-o", folder, "--nologo", "-v", "q");
        string version = Manifest.Read(Repository.PathOf("DefterX.psd1")).Version;
        IReadOnlyList<ShippedPackage> packages = ShippedPackages.Of(Project);
        File.WriteAllText(
            Path.Combine(folder, PackageContent.Notices),
            Notices.Write(version, packages, BillOfMaterials.Make(Project, version, packages), ShippedPackages.RuntimesOf(Project, runtime)));
        Console.WriteLine($"The office service for {runtime} is in {folder}");
        return 0;
    }
}
