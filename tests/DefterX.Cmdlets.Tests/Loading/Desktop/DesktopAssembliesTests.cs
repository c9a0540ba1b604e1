using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using DefterX.Build;
using DefterX.Loader;
using Xunit;

namespace DefterX.Cmdlets.Tests.Loading.Desktop;

/// <summary>What Windows PowerShell 5.1 finds in <c>bin/desktop</c> of the built module, judged by .NET Framework 4.7.2's reference assemblies.</summary>
public sealed class DesktopAssembliesTests : IDisposable
{
    private const string Host = "System.Management.Automation";

    private static readonly string s_framework = typeof(DesktopAssembliesTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NetFramework").Value!;

    private readonly Dictionary<string, AssemblyFile> _shipped = AssemblyFile.ReadAll(Path.Combine(Repository.Module, "bin", "desktop"));
    private readonly Dictionary<string, AssemblyFile> _given = AssemblyFile.ReadAll(s_framework, Path.Combine(s_framework, "Facades"));

    public void Dispose()
    {
        foreach (AssemblyFile assembly in _shipped.Values.Concat(_given.Values)) assembly.Dispose();
    }

    [Fact]
    public void References_OfEveryAssembly_AreGivenByTheFrameworkOrTheFolder() => Assert.Empty(
        from assembly in _shipped.Values
        from reference in assembly.References
        where reference.Name != Host && !IsGiven(reference) && !IsShipped(reference)
        select $"{assembly.Name.Name}: {reference.FullName}");

    [Fact]
    public void Assemblies_OfTheFolder_AreAllNeeded()
    {
        Queue<string> open = new(["DefterX.Loader", "DefterX.Cmdlets"]);
        HashSet<string> needed = new(open, StringComparer.OrdinalIgnoreCase);
        while (open.TryDequeue(out string? name))
        {
            foreach (AssemblyName reference in _shipped[name].References.Where(reference => !IsGiven(reference) && IsShipped(reference)))
            {
                if (needed.Add(reference.Name!)) open.Enqueue(reference.Name!);
            }
        }

        Assert.Empty(_shipped.Keys.Except(needed, StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(Host, _shipped.Keys);
    }

    /// <summary>.NET Framework takes its own assembly wherever it has that version or a later one.</summary>
    [Fact]
    public void Assemblies_ThatTheFrameworkHasToo_AreLaterThanItsOwn() => Assert.Empty(
        from assembly in _shipped.Values
        where IsGiven(assembly.Name)
        select assembly.Name.FullName);

    [Fact]
    public void Members_OfTheFramework_AreThere()
    {
        FrameworkTypes framework = new(_given);
        int count = 0;
        List<string> missing = [];
        foreach (AssemblyFile assembly in _shipped.Values)
        {
            HashSet<string> given = [.. assembly.References.Where(IsGiven).Select(reference => reference.Name!)];
            MetadataReader metadata = assembly.Metadata;
            foreach (MemberReference member in metadata.MemberReferences.Select(metadata.GetMemberReference))
            {
                if (TypeNames.Origin(metadata, member.Parent) is not (string origin, string type) || !given.Contains(origin)) continue;

                count++;
                string name = metadata.GetString(member.Name);
                string signature = member.GetKind() == MemberReferenceKind.Field
                    ? member.DecodeFieldSignature(TypeNames.Instance, null)
                    : TypeNames.Print(member.DecodeMethodSignature(TypeNames.Instance, null));
                if (framework.Find(origin, type) is not (AssemblyFile file, TypeDefinition definition)
                    || !framework.Has(file, definition, name, signature))
                {
                    missing.Add($"{assembly.Name.Name}: {type}.{name}: {signature}");
                }
            }
        }

        Assert.Empty(missing);
        Assert.True(count > 5000, $"only {count} members were compared");
    }

    private bool IsGiven(AssemblyName reference) =>
        _given.TryGetValue(reference.Name!, out AssemblyFile? given) && DesktopResolver.Satisfies(given.Name, reference);

    private bool IsShipped(AssemblyName reference) =>
        _shipped.TryGetValue(reference.Name!, out AssemblyFile? shipped) && DesktopResolver.Satisfies(shipped.Name, reference);
}
