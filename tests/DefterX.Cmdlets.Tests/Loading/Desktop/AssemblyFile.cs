using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DefterX.Cmdlets.Tests.Loading.Desktop;

/// <summary>An assembly read from its file, without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;

    private AssemblyFile(PEReader file)
    {
        _file = file;
        Metadata = file.GetMetadataReader();
        Name = Metadata.GetAssemblyDefinition().GetAssemblyName();
        References = [.. Metadata.AssemblyReferences.Select(handle => Metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    public MetadataReader Metadata { get; }

    public AssemblyName Name { get; }

    public IReadOnlyList<AssemblyName> References { get; }

    /// <summary>The assemblies of some folders by their names.</summary>
    public static Dictionary<string, AssemblyFile> ReadAll(params IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
        .Select(path => new PEReader(new MemoryStream(File.ReadAllBytes(path))))
        .Where(file => file.HasMetadata && file.GetMetadataReader().IsAssembly)
        .Select(file => new AssemblyFile(file))
        .ToDictionary(assembly => assembly.Name.Name!, StringComparer.OrdinalIgnoreCase);

    public void Dispose() => _file.Dispose();
}
