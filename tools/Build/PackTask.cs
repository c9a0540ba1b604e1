using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DefterX.Build;

/// <summary>Packs the module as a gallery takes it.</summary>
internal static partial class PackTask
{
    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    internal static int Run()
    {
        ModuleTask.Build();
        string manifest = File.ReadAllText(Path.Combine(Repository.Module, "DefterX.psd1"));
        string nuspec = Path.Combine(Repository.Output, "DefterX.nuspec");
        Describe(manifest).Save(nuspec);

        // Any project will do as the carrier; the nuspec says what goes in.
        Shell.RunQuietly(
            "dotnet", "pack", "tools/Build", "-c", "Release", "--no-build", "--nologo", "-o", Repository.Output,
            "-p:NoPackageAnalysis=true", $"-p:NuspecFile={nuspec}", $"-p:NuspecBasePath={Repository.Module}");
        File.Delete(nuspec);
        Console.WriteLine(Path.Combine(Repository.Output, $"DefterX.{Value(manifest, "ModuleVersion")}.nupkg"));
        return 0;
    }

    private static XDocument Describe(string manifest)
    {
        XElement Element(string name, object content) => new(s_nuspec + name, content);
        XElement metadata = new(
            s_nuspec + "metadata",
            Element("id", "DefterX"),
            Element("version", Value(manifest, "ModuleVersion")),
            Element("authors", Value(manifest, "Author")),
            Element("description", Value(manifest, "Description")),
            Element("copyright", Value(manifest, "Copyright")),
            new XElement(s_nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            Element("tags", "PSModule e-Defter GIB LUCA PSEdition_Core PSEdition_Desktop"));
        XElement files = Element("files", new XElement(s_nuspec + "file", new XAttribute("src", "**"), new XAttribute("target", "")));
        return new XDocument(new XElement(s_nuspec + "package", metadata, files));
    }

    private static string Value(string manifest, string key) =>
        Setting().Matches(manifest).FirstOrDefault(m => m.Groups["key"].Value == key)?.Groups["value"].Value
            ?? throw new BuildException(1, $"DefterX.psd1 has no {key}.");

    [GeneratedRegex(@"^\s*(?<key>\w+)\s*=\s*'(?<value>[^']*)'", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
