using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace DefterX.Build.Packaging;

/// <summary>Which assemblies may ship: ours, and those that they need and that PowerShell does not bring.</summary>
internal static class AssemblyRules
{
    /// <exception cref="BuildException">An assembly has no business in the module.</exception>
    internal static void Check(string module)
    {
        string bin = Path.Combine(module, "bin");
        string[] strays =
        [
            .. Strays(Path.Combine(bin, "core"), isCore: true),
            .. Strays(Path.Combine(bin, "desktop"), isCore: false),
            .. Foreign(bin),
        ];
        if (strays.Length > 0) throw new BuildException(1, $"These must not ship: {string.Join("; ", strays)}.");
    }

    private static IEnumerable<string> Strays(string bin, bool isCore)
    {
        Dictionary<string, AssemblyReader> shipped = Directory.EnumerateFiles(bin, "*.dll")
            .Select(AssemblyReader.Read)
            .ToDictionary(assembly => assembly.Name, StringComparer.OrdinalIgnoreCase);
        HashSet<string> needed = Needed(shipped);
        // The runtime that the assemblies in core are made for: what it has itself, it has at this version.
        Version floor = shipped["DefterX.Core"].References.First(r => r.Name is "System.Runtime" or "netstandard").Version!;
        foreach ((string name, AssemblyReader assembly) in shipped)
        {
            if (name.StartsWith("System.Management.Automation", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{bin}: {name} is PowerShell's";
            }
            else if (!needed.Contains(name))
            {
                yield return $"{bin}: nothing refers to {name}";
            }
            else if (isCore && assembly.Version <= floor && File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll")))
            {
                yield return $"{bin}: {name} {assembly.Version} is in the runtime";
            }
        }

    }

    // Beside the two editions' folders stands only what is ours, and in the cultures' folders everywhere.
    private static IEnumerable<string> Foreign(string bin)
    {
        string[] editions = [Path.Combine(bin, "core"), Path.Combine(bin, "desktop")];
        return Directory.EnumerateFiles(bin, "*.dll", SearchOption.AllDirectories)
            .Where(file => !editions.Contains(Path.GetDirectoryName(file)) && !IsOurs(Path.GetFileName(file)))
            .Select(file => $"{file} is not ours");
    }

    private static HashSet<string> Needed(Dictionary<string, AssemblyReader> shipped)
    {
        HashSet<string> needed = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> open = new(shipped.Keys.Where(IsOurs));
        while (open.TryDequeue(out string? name))
        {
            if (!needed.Add(name) || !shipped.TryGetValue(name, out AssemblyReader? assembly)) continue;
            foreach (AssemblyName reference in assembly.References) open.Enqueue(reference.Name!);
        }

        return needed;
    }

    private static bool IsOurs(string name) => name.StartsWith("DefterX.", StringComparison.Ordinal);

    private sealed record AssemblyReader(string Name, Version Version, IReadOnlyList<AssemblyName> References)
    {
        internal static AssemblyReader Read(string path)
        {
            using PEReader file = new(File.OpenRead(path));
            MetadataReader metadata = file.GetMetadataReader();
            AssemblyDefinition definition = metadata.GetAssemblyDefinition();
            AssemblyName[] references = [.. metadata.AssemblyReferences.Select(r => metadata.GetAssemblyReference(r).GetAssemblyName())];
            return new AssemblyReader(metadata.GetString(definition.Name), definition.Version, references);
        }
    }
}
