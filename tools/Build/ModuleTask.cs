using System;
using System.IO;
using DefterX.Build.Help;
using DefterX.Build.Views;

namespace DefterX.Build;

/// <summary>Builds the module into <c>out/DefterX</c>.</summary>
internal static class ModuleTask
{
    internal static int Run()
    {
        Build();
        Console.WriteLine($"The module is in {Repository.Module}");
        return 0;
    }

    internal static void Build()
    {
        string staging = Path.Combine(Repository.Output, "staging");
        Folders.Remake(staging);
        Shell.RunQuietly("dotnet", "build", "src/DefterX.Loader", "-c", "Release", "--nologo", "-v", "q");
        Shell.RunQuietly("dotnet", "build", "src/DefterX.Views", "-c", "Release", "--nologo", "-v", "q");
        Publish("net8.0", Path.Combine(staging, "core"));
        Publish("netstandard2.0", Path.Combine(staging, "desktop"));

        Folders.Remake(Repository.Module);
        CopyAssemblies(Path.Combine(staging, "core"), "net8.0", "core");
        CopyAssemblies(Path.Combine(staging, "desktop"), "netstandard2.0", "desktop");
        Folders.Copy(Repository.PathOf("module"), Repository.Module);
        AddViewLabels();
        foreach (string file in new[] { "DefterX.psd1", "LICENSE" })
        {
            File.Copy(Repository.PathOf(file), Path.Combine(Repository.Module, file));
        }

        HelpFiles.Compile(Repository.PathOf("src", "DefterX.Cmdlets", "bin", "Release", "net8.0"), Repository.Module);
        Directory.Delete(staging, recursive: true);
    }

    /// <summary>Builds the host that runs scripts where no PowerShell is installed.</summary>
    internal static void BuildScriptHost() =>
        Shell.RunQuietly("dotnet", "build", "tools/ScriptHost", "-c", "Release", "--nologo", "-v", "q");

    private static void Publish(string framework, string folder) =>
        Shell.RunQuietly("dotnet", "publish", "src/DefterX.Cmdlets", "-c", "Release", "-f", framework, "-o", folder, "--nologo", "-v", "q");

    private static void CopyAssemblies(string source, string framework, string edition)
    {
        string target = Path.Combine(Repository.Module, "bin", edition);
        Folders.Copy(source, target, ShipsWithModule);
        string loader = Repository.PathOf("src", "DefterX.Loader", "bin", "Release", framework);
        Folders.Copy(loader, target, file => Path.GetFileNameWithoutExtension(file) == "DefterX.Loader" && ShipsWithModule(file));
    }

    private static void AddViewLabels()
    {
        string project = Repository.PathOf("src", ViewLabels.AssemblyName);
        string formats = Path.Combine(Repository.Module, "DefterX.Format.ps1xml");
        ViewLabels.Compile(formats, [Path.Combine(project, "Strings.resx"), Path.Combine(project, "Strings.tr.resx")], formats);
        Folders.Copy(
            Path.Combine(project, "bin", "Release", "netstandard2.0"),
            Path.Combine(Repository.Module, "bin"),
            static file => Path.GetExtension(file) == ".dll");
    }

    // PowerShell brings its own engine; a second copy of it would have other types.
    private static bool ShipsWithModule(string file) =>
        Path.GetExtension(file) is ".dll" or ".pdb" && Path.GetFileName(file) != "System.Management.Automation.dll";
}
