using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DefterX.Build.Packaging;

/// <summary>
/// The bill of materials (CycloneDX 1.6): the packages that ship with their licences and hashes, by the CycloneDX tool out of what the
/// restore resolved, and every file of the package with its hash.
/// </summary>
internal sealed class BillOfMaterials
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _bill;

    private BillOfMaterials(JsonObject bill) => _bill = bill;

    private JsonArray Components => _bill["components"]!.AsArray();

    /// <param name="project">Whose packages they are, a folder in <c>src</c>.</param>
    internal static BillOfMaterials Make(string project, string version, IReadOnlyList<ShippedPackage> packages)
    {
        string file = Path.Combine(Repository.Output, PackageContent.BillOfMaterials);
        Shell.RunQuietly("dotnet", "tool", "restore");
        Shell.RunQuietly(
            "dotnet", "tool", "run", "dotnet-CycloneDX", $"src/{project}/{project}.csproj", "--recursive", "--disable-package-restore",
            "--no-serial-number", "--spec-version", "1.6", "--output-format", "Json", "--output", Repository.Output, "--filename", Path.GetFileName(file),
            "--set-name", "DefterX", "--set-version", version, "--set-type", "Library");
        BillOfMaterials bill = new(JsonNode.Parse(File.ReadAllBytes(file))!.AsObject());
        File.Delete(file);
        bill.Keep(packages, version);
        return bill;
    }

    /// <summary>The component of a package, as CycloneDX describes one.</summary>
    internal JsonObject Find(ShippedPackage package) =>
        Components.Select(component => component!.AsObject()).FirstOrDefault(component => (string?)component["purl"] == package.Url)
            ?? throw new BuildException(1, $"The bill of materials lacks {package.Url}.");

    internal void AddFiles(string folder)
    {
        foreach (string file in PackageContent.Files(folder))
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));
            Components.Add(new JsonObject
            {
                ["type"] = "file",
                ["bom-ref"] = "file:" + file,
                ["name"] = file,
                ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = hash }),
            });
        }
    }

    internal void Save(string path, SourceTime time)
    {
        _bill["metadata"]!["timestamp"] = time.Iso;
        File.WriteAllText(path, _bill.ToJsonString(s_indented) + "\n");
    }

    // The tool lists what a build needs; reference assemblies do not ship.
    private void Keep(IReadOnlyList<ShippedPackage> packages, string version)
    {
        JsonObject self = _bill["metadata"]!["component"]!.AsObject();
        HashSet<string> kept = [.. packages.Select(package => package.Url), (string)self["bom-ref"]!];
        Components.RemoveAll(component => !kept.Contains((string)component!["bom-ref"]!));
        foreach (JsonNode? component in Components) component!["scope"] = "required";

        JsonArray dependencies = _bill["dependencies"]!.AsArray();
        dependencies.RemoveAll(dependency => !kept.Contains((string)dependency!["ref"]!));
        foreach (JsonNode? dependency in dependencies) dependency!["dependsOn"]?.AsArray().RemoveAll(on => !kept.Contains((string)on!));

        self["purl"] = $"pkg:nuget/DefterX@{version}";
        self["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } });
        foreach (ShippedPackage package in packages) Find(package);
    }
}
