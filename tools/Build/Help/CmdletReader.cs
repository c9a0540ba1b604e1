using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace DefterX.Build.Help;

/// <summary>Reads the cmdlets of an assembly from its metadata; nothing of it runs.</summary>
internal static class CmdletReader
{
    private const string Namespace = "System.Management.Automation.";

    /// <param name="folder">The assembly's folder, with all that it refers to but .NET itself.</param>
    internal static IReadOnlyList<CmdletDescription> Read(string folder)
    {
        IEnumerable<string> assemblies = Directory.EnumerateFiles(folder, "*.dll")
            .Concat(Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"));
        using MetadataLoadContext context = new(new PathAssemblyResolver(assemblies));
        return
        [
            .. context.LoadFromAssemblyPath(Path.Combine(folder, "DefterX.Cmdlets.dll")).GetTypes()
                .Select(Describe).OfType<CmdletDescription>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
        ];
    }

    private static CmdletDescription? Describe(Type type)
    {
        CustomAttributeData? cmdlet = Attributes(type.GetCustomAttributesData(), "CmdletAttribute").FirstOrDefault();
        if (cmdlet is null) return null;
        string name = $"{cmdlet.ConstructorArguments[0].Value}-{cmdlet.ConstructorArguments[1].Value}";
        return new CmdletDescription(
            name, Named(cmdlet, "DefaultParameterSetName") as string, Named(cmdlet, "SupportsShouldProcess") is true, Parameters(type));
    }

    private static IReadOnlyList<CmdletParameter> Parameters(Type type)
    {
        Dictionary<string, CmdletParameter> parameters = new(StringComparer.Ordinal);
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            foreach (PropertyInfo property in level.GetProperties(declared))
            {
                if (Describe(property) is CmdletParameter parameter) parameters.TryAdd(parameter.Name, parameter);
            }
        }

        return [.. parameters.Values];
    }

    private static CmdletParameter? Describe(PropertyInfo property)
    {
        IList<CustomAttributeData> attributes = property.GetCustomAttributesData();
        ParameterUse[] uses = [.. Attributes(attributes, "ParameterAttribute").Select(Use)];
        if (uses.Length == 0) return null;
        string[] aliases =
        [
            .. Attributes(attributes, "AliasAttribute")
                .SelectMany(alias => (IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!)
                .Select(alias => (string)alias.Value!),
        ];
        bool takesWildcards = Attributes(attributes, "SupportsWildcardsAttribute").Any();
        return new CmdletParameter(property.Name, NameOf(property.PropertyType), aliases, takesWildcards, uses);
    }

    private static ParameterUse Use(CustomAttributeData parameter) => new(
        Named(parameter, "ParameterSetName") as string,
        Named(parameter, "Mandatory") is true,
        Named(parameter, "Position") as int?,
        Named(parameter, "ValueFromPipeline") is true,
        Named(parameter, "ValueFromPipelineByPropertyName") is true);

    private static IEnumerable<CustomAttributeData> Attributes(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Where(attribute => attribute.AttributeType.FullName == Namespace + name);

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static string NameOf(Type type) =>
        type.IsGenericType && type.Name.StartsWith("Nullable", StringComparison.Ordinal) ? NameOf(type.GenericTypeArguments[0]) : type.Name;
}
