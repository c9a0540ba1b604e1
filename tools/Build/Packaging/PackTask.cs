using System;
using System.IO;
using System.Security.Cryptography;

namespace DefterX.Build.Packaging;

/// <summary>Makes the package of the module, as a gallery takes it: <c>out/DefterX.(version).nupkg</c>.</summary>
internal static class PackTask
{
    internal static int Run()
    {
        ModuleTask.Build();
        string package = Pack();
        Console.WriteLine(package);
        Console.WriteLine($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(package)))}");
        return 0;
    }

    /// <summary>Packs the module that stands in <c>out/DefterX</c> and returns the package's path.</summary>
    internal static string Pack()
    {
        AssemblyRules.Check(Repository.Module);
        SourceTime time = SourceTime.Read();
        string content = Path.Combine(Repository.Output, "package");
        Manifest manifest = PackageContent.Lay(content, time);

        string nuspec = Path.Combine(Repository.Output, "DefterX.nuspec");
        Nuspec.Describe(manifest, content).Save(nuspec);
        // Any project will do as the carrier; the nuspec says what goes in.
        Shell.RunQuietly(
            "dotnet", "pack", "tools/Build", "-c", "Release", "--no-build", "--nologo", "-o", Repository.Output,
            "-p:NoPackageAnalysis=true", $"-p:NuspecFile={nuspec}", $"-p:NuspecBasePath={content}",
            "-p:Deterministic=true", $"-p:DeterministicTimestamp={time.Epoch}");
        File.Delete(nuspec);
        Directory.Delete(content, recursive: true);
        return Path.Combine(Repository.Output, $"DefterX.{manifest.Version}.nupkg");
    }
}
