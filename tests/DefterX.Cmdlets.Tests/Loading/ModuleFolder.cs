using System;
using System.IO;
using DefterX.Build;
using DefterX.Loader;

namespace DefterX.Cmdlets.Tests.Loading;

/// <summary>The module as it is shipped, laid out from the assemblies that were built with the tests.</summary>
public sealed class ModuleFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("DefterX.");

    public ModuleFolder()
    {
        Path = System.IO.Path.Combine(_parent.FullName, "DefterX");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string core = System.IO.Path.Combine(Path, "bin", "core");
        Folders.Copy(Repository.PathOf("src", "DefterX.Cmdlets", "bin", configuration, "net8.0"), core);
        File.Copy(typeof(LoadContext).Assembly.Location, System.IO.Path.Combine(core, "DefterX.Loader.dll"));
        Folders.Copy(
            Repository.PathOf("src", "DefterX.Views", "bin", configuration, "netstandard2.0"),
            System.IO.Path.Combine(Path, "bin"),
            static file => System.IO.Path.GetExtension(file) == ".dll");
        Folders.Copy(Repository.PathOf("module"), Path);
        File.Copy(Repository.PathOf("DefterX.psd1"), System.IO.Path.Combine(Path, "DefterX.psd1"));
    }

    public string Path { get; }

    public void Dispose() => _parent.Delete(recursive: true);
}
