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

/// <summary>The packages whose assemblies stand in the module, out of what the restore resolved.</summary>
internal static class ShippedPackages
{
    /// <exception cref="BuildException">An assembly in <c>bin</c> is neither ours nor of a package.</exception>
    internal static IReadOnlyList<ShippedPackage> Read(string module)
    {
        string[] assemblies = [.. Directory.EnumerateFiles(Path.Combine(module, "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file))
            .Where(name => !name.StartsWith("DefterX.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("src", "DefterX.Cmdlets", "obj", "project.assets.json")));
        Dictionary<string, string[]> resolved = Resolved(assets.RootElement);
        string[] orphans = [.. assemblies.Except(resolved.Values.SelectMany(names => names), StringComparer.Ordinal)];
        if (orphans.Length > 0) throw new BuildException(1, $"No package brings {string.Join(", ", orphans)}.");

        string folder = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        return [.. resolved
            .Where(package => package.Value.Intersect(assemblies, StringComparer.Ordinal).Any())
            .Select(package => Describe(package.Key, assets.RootElement, folder))
            .OrderBy(package => package.Name, StringComparer.Ordinal)];
    }

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
