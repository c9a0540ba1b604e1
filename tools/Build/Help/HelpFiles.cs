using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DefterX.Build.Help;

/// <summary>Compiles the markdown of <c>docs/(culture)</c> into what Get-Help reads.</summary>
internal static class HelpFiles
{
    private const string HelpFile = "DefterX.Cmdlets.dll-Help.xml";
    private static readonly string[] s_cultures = ["en-US", "tr-TR"];

    /// <param name="assemblies">The folder of the cmdlets' assembly and of what it refers to.</param>
    /// <param name="module">The module's folder; each culture gets one in it.</param>
    /// <exception cref="BuildException">A page is missing or has another shape than its cmdlet.</exception>
    internal static void Compile(string assemblies, string module)
    {
        IReadOnlyList<CmdletDescription> cmdlets = CmdletReader.Read(assemblies);
        foreach (string culture in s_cultures)
        {
            string docs = Repository.PathOf("docs", culture);
            string target = Directory.CreateDirectory(Path.Combine(module, culture)).FullName;
            MamlWriter.Write(cmdlets.Select(cmdlet => (PageOf(docs, cmdlet), cmdlet))).Save(Path.Combine(target, HelpFile));
            foreach (string topic in Directory.EnumerateFiles(docs, "about_*.md")) AboutWriter.Write(topic, target);
        }
    }

    private static HelpPage PageOf(string docs, CmdletDescription cmdlet)
    {
        string path = Path.Combine(docs, cmdlet.Name + ".md");
        if (!File.Exists(path)) throw new BuildException(1, $"{path}: {cmdlet.Name} has no help.");
        HelpPage page = HelpPageReader.Read(path);
        string[] declared = [.. cmdlet.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal)];
        string[] described = [.. page.Parameters.Keys.Order(StringComparer.Ordinal)];
        string[] differences = [.. declared.Except(described).Select(name => $"-{name} is missing")
            .Concat(described.Except(declared).Select(name => $"-{name} is no parameter"))];
        if (page.Name != cmdlet.Name) differences = [.. differences, $"the title is {page.Name}"];
        return differences.Length == 0 ? page : throw new BuildException(1, $"{path}: {string.Join(", ", differences)}.");
    }
}
