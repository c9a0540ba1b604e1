using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace DefterX.Build.Packaging;

/// <summary>The notices that go with others' code: who made what, under which licence, and each licence's text once.</summary>
internal static class Notices
{
    private static readonly string s_licences = Repository.PathOf("tools", "Build", "Packaging", "Licences");

    /// <param name="version">Of DefterX.</param>
    /// <param name="packages">What ships.</param>
    /// <param name="bill">Knows their licences.</param>
    /// <param name="runtimes">The packs of .NET that ship too, which bring their own texts.</param>
    /// <exception cref="BuildException">A package neither brings its licence nor has one whose text is known.</exception>
    internal static string Write(string version, IReadOnlyList<ShippedPackage> packages, BillOfMaterials bill, IReadOnlyList<ShippedPackage> runtimes)
    {
        StringBuilder text = new();
        text.Append("# Third-party notices\n\n");
        text.Append(CultureInfo.InvariantCulture, $"DefterX {version} contains the packages below, each under its own licence. Their texts follow.\n\n");
        text.Append("| Package | Version | Licence | Copyright |\n|---|---|---|---|\n");
        foreach (ShippedPackage package in packages)
        {
            JsonObject component = bill.Find(package);
            string copyright = (string?)component["copyright"] ?? $"the authors ({(string?)component["authors"]?[0]?["name"]})";
            text.Append(CultureInfo.InvariantCulture, $"| {package.Name} | {package.Version} | {string.Join(" or ", Licences(component))} | {copyright} |\n");
        }

        foreach (ShippedPackage runtime in runtimes)
            text.Append(CultureInfo.InvariantCulture, $"| {runtime.Name} | {runtime.Version} | MIT | .NET Foundation and contributors |\n");
        Append(text, "Licence", packages, package => LicenceOf(package, Licences(bill.Find(package))));
        Append(text, "Licence", runtimes, runtime => LicenceOf(runtime, ["MIT"]));
        Append(text, "Notices", [.. packages, .. runtimes], package => Own(package, "THIRD-PARTY-NOTICES*"));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<ShippedPackage> packages, Func<ShippedPackage, string?> read)
    {
        foreach (IGrouping<string?, ShippedPackage> group in packages.GroupBy(read).Where(group => group.Key is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title} of {string.Join(", ", group.Select(package => package.Name))}\n\n````text\n{group.Key}\n````\n");
        }
    }

    private static string[] Licences(JsonObject component) =>
        [.. component["licenses"]!.AsArray().Select(entry => (string?)entry!["license"]?["id"] ?? (string?)entry["license"]?["name"] ?? (string)entry["expression"]!)];

    private static string LicenceOf(ShippedPackage package, string[] licences) =>
        Own(package, "LICENSE*")
            ?? licences.Select(id => Path.Combine(s_licences, id + ".txt")).Where(File.Exists).Select(Text).FirstOrDefault()
            ?? throw new BuildException(1, $"{package.Name} brings no licence, and the text of {string.Join(", ", licences)} is not in {s_licences}.");

    private static string? Own(ShippedPackage package, string pattern) =>
        Directory.EnumerateFiles(package.Folder, pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            .Order(StringComparer.Ordinal)
            .Select(Text)
            .FirstOrDefault();

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
}
