using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace DefterX.Build.Packaging;

/// <summary>A package of which something ships.</summary>
/// <param name="Folder">Where the package was unpacked.</param>
internal sealed record ShippedPackage(string Name, string Version, string Folder)
{
    internal string Url => $"pkg:nuget/{Name}@{Version}";
}

/// <summary>The packages of which something ships, out of what the restore resolved.</summary>
internal static class ShippedPackages
{
    /// <summary>All that a project brings along.</summary>
    internal static IReadOnlyList<ShippedPackage> Of(string project)
    {
        using JsonDocument assets = Assets(project);
        return Describe(assets.RootElement, Resolved(assets.RootElement).Keys);
    }

    /// <summary>The packs of .NET that a self-contained program has inside: those that its restore downloaded.</summary>
    internal static IReadOnlyList<ShippedPackage> RuntimesOf(string project, string runtime)
    {
        using JsonDocument assets = Assets(project);
        string folder = FolderOf(assets.RootElement);
        return [.. assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject()
            .SelectMany(framework => framework.Value.GetProperty("downloadDependencies").EnumerateArray())
            .Select(pack => (Name: pack.GetProperty("name").GetString()!, Version: pack.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0]))
            .Where(pack => pack.Name.EndsWith(".Runtime." + runtime, StringComparison.Ordinal))
            .Select(pack => new ShippedPackage(pack.Name, pack.Version, Path.Combine(folder, pack.Name.ToLowerInvariant(), pack.Version)))
            .Where(pack => Directory.Exists(pack.Folder))];
    }

    /// <summary>Those whose assemblies stand in the module.</summary>
    /// <exception cref="BuildException">An assembly in <c>bin</c> is neither ours nor of a package.</exception>
    internal static IReadOnlyList<ShippedPackage> Read(string module)
    {
        string[] assemblies = [.. Directory.EnumerateFiles(Path.Combine(module, "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file))
            .Where(name => !name.StartsWith("DefterX.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
        using JsonDocument assets = Assets("DefterX.Cmdlets");
        Dictionary<string, string[]> resolved = Resolved(assets.RootElement);
        string[] orphans = [.. assemblies.Except(resolved.Values.SelectMany(names => names), StringComparer.Ordinal)];
        if (orphans.Length > 0) throw new BuildException(1, $"No package brings {string.Join(", ", orphans)}.");
        return Describe(
            assets.RootElement,
            resolved.Where(package => package.Value.Intersect(assemblies, StringComparer.Ordinal).Any()).Select(package => package.Key));
    }

    private static JsonDocument Assets(string project) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("src", project, "obj", "project.assets.json")));

    private static string FolderOf(JsonElement assets) => assets.GetProperty("packageFolders").EnumerateObject().First().Name;

    private static ShippedPackage[] Describe(JsonElement assets, IEnumerable<string> keys) =>
    [
        .. keys.Select(key => Describe(key, assets, FolderOf(assets))).OrderBy(package => package.Name, StringComparer.Ordinal),
    ];

    // "Serilog/4.3.0" → its assemblies' file names, of all frameworks.
    private static Dictionary<string, string[]> Resolved(JsonElement assets) =>
        assets.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .GroupBy(library => library.Name, library => library.Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.SelectMany(AssembliesOf).ToArray(), StringComparer.Ordinal);

    private static IEnumerable<string> AssembliesOf(JsonElement library) =>
        library.TryGetProperty("runtime", out JsonElement runtime) ? runtime.EnumerateObject().Select(file => Path.GetFileName(file.Name)) : [];

    private static ShippedPackage Describe(string key, JsonElement assets, string folder)
    {
        string path = assets.GetProperty("libraries").GetProperty(key).GetProperty("path").GetString()!;
        return new ShippedPackage(key.Split('/')[0], key.Split('/')[1], Path.Combine(folder, path));
    }
}
