using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;

namespace DefterX.Cmdlets.Tests.Loading.Desktop;

/// <summary>The public types of .NET Framework, as its reference assemblies tell them.</summary>
internal sealed class FrameworkTypes(IReadOnlyDictionary<string, AssemblyFile> assemblies)
{
    private readonly Dictionary<string, Dictionary<string, TypeDefinition>> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Assembly, string Type), (AssemblyFile, TypeDefinition)?> _found = [];

    /// <summary>The type that an assembly defines or forwards, or null when there is none.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="type">The full name; nested types follow a plus sign.</param>
    public (AssemblyFile Assembly, TypeDefinition Type)? Find(string assembly, string type)
    {
        if (!_found.TryGetValue((assembly, type), out (AssemblyFile, TypeDefinition)? found))
        {
            _found.Add((assembly, type), found = Search(assembly, type));
        }

        return found;
    }

    /// <summary>Whether the type, or one that it derives from, has the member.</summary>
    public bool Has(AssemblyFile assembly, TypeDefinition type, string name, string signature)
    {
        MetadataReader metadata = assembly.Metadata;
        bool own = type.GetMethods().Select(metadata.GetMethodDefinition)
                .Any(method => metadata.GetString(method.Name) == name
                    && TypeNames.Print(method.DecodeSignature(TypeNames.Instance, null)) == signature)
            || type.GetFields().Select(metadata.GetFieldDefinition).Any(field => metadata.GetString(field.Name) == name
                && field.DecodeSignature(TypeNames.Instance, null) == signature);
        if (own || name == ".ctor" || type.BaseType.IsNil) return own;

        (string Assembly, string Type)? parent = TypeNames.Origin(metadata, type.BaseType);
        return parent is (string parentAssembly, string parentType)
            && Find(parentAssembly.Length == 0 ? assembly.Name.Name! : parentAssembly, parentType) is (AssemblyFile file, TypeDefinition above)
            && Has(file, above, name, signature);
    }

    private (AssemblyFile, TypeDefinition)? Search(string assembly, string type)
    {
        if (!assemblies.TryGetValue(assembly, out AssemblyFile? file)) return null;
        if (TypesOf(file).TryGetValue(type, out TypeDefinition definition)) return (file, definition);

        string outer = type.Split('+')[0];
        foreach (ExportedTypeHandle handle in file.Metadata.ExportedTypes)
        {
            ExportedType forwarded = file.Metadata.GetExportedType(handle);
            if (forwarded.Implementation.Kind != HandleKind.AssemblyReference
                || TypeNames.Join(file.Metadata, forwarded.Namespace, forwarded.Name) != outer)
            {
                continue;
            }

            AssemblyReference target = file.Metadata.GetAssemblyReference((AssemblyReferenceHandle)forwarded.Implementation);
            return Find(file.Metadata.GetString(target.Name), type);
        }

        return null;
    }

    private Dictionary<string, TypeDefinition> TypesOf(AssemblyFile file)
    {
        if (_types.TryGetValue(file.Name.Name!, out Dictionary<string, TypeDefinition>? types)) return types;

        types = file.Metadata.TypeDefinitions.Select(file.Metadata.GetTypeDefinition)
            .ToDictionary(type => TypeNames.Of(file.Metadata, type), StringComparer.Ordinal);
        _types.Add(file.Name.Name!, types);
        return types;
    }
}
