using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Build.Packaging;

/// <summary>The package's description, with the tags by which PowerShell's galleries find modules and commands.</summary>
internal static class Nuspec
{
    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    internal static XDocument Describe(Manifest manifest, string content)
    {
        XElement metadata = new(
            s_nuspec + "metadata",
            Element("id", "DefterX"),
            Element("version", manifest.Version),
            Element("authors", manifest.Value("Author")),
            Element("owners", manifest.Value("CompanyName")),
            Element("requireLicenseAcceptance", "false"),
            new XElement(s_nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            Element("icon", PackageContent.Icon),
            Element("description", manifest.Value("Description")),
            Element("releaseNotes", ChangeLog.Notes(Repository.PathOf("CHANGELOG.md"), manifest.Version)),
            Element("copyright", manifest.Value("Copyright")),
            Element("tags", string.Join(' ', Tags(manifest))));
        // Each by its name: a pattern would take them in the file system's order.
        XElement files = Element("files", PackageContent.Files(content).Select(
            file => new XElement(s_nuspec + "file", new XAttribute("src", file), new XAttribute("target", file))));
        return new XDocument(new XElement(s_nuspec + "package", metadata, files));
    }

    private static IEnumerable<string> Tags(Manifest manifest) =>
    [
        "PSModule",
        .. manifest.List("Tags"),
        "PSIncludes_Cmdlet",
        .. manifest.List("CmdletsToExport").SelectMany(name => new[] { "PSCmdlet_" + name, "PSCommand_" + name }),
    ];

    private static XElement Element(string name, object content) => new(s_nuspec + name, content);
}
