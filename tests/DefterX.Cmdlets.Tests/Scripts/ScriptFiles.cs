using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Build;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>All scripts of the repository: files, script blocks of views, and examples of the documentation.</summary>
internal static class ScriptFiles
{
    private static readonly string[] s_extensions = [".ps1", ".psm1", ".psd1", ".ps1xml", ".md"];
    private static readonly string[] s_made = ["bin", "obj", "out", "node_modules", "TestResults"];

    public static IReadOnlyList<Script> Read()
    {
        string[] files = [.. Find(new DirectoryInfo(Repository.Root)).Order(StringComparer.Ordinal)];
        string[] shared = [.. files.Where(static file => file.EndsWith(".ps1", StringComparison.Ordinal)).SelectMany(SharedVariables)];
        return [.. files.Select(file => Read(file, shared))];
    }

    private static Script Read(string file, IEnumerable<string> shared)
    {
        bool hasByteOrderMark = File.ReadAllBytes(file).AsSpan().StartsWith(Encoding.UTF8.Preamble);
        string path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
        return new Script(path, File.ReadAllText(file), hasByteOrderMark, shared);
    }

    private static IEnumerable<string> SharedVariables(string file) => VariableRules
        .Assigned(new Script(file, File.ReadAllText(file)))
        .Select(static variable => variable.VariablePath)
        .Where(static path => path.IsScript)
        .Select(VariableRules.NameOf);

    private static IEnumerable<string> Find(DirectoryInfo folder)
    {
        IEnumerable<DirectoryInfo> folders = folder.EnumerateDirectories()
            .Where(static child => child.Name[0] != '.' && !s_made.Contains(child.Name, StringComparer.Ordinal));
        return folder.EnumerateFiles()
            .Where(static file => s_extensions.Contains(file.Extension, StringComparer.Ordinal))
            .Select(static file => file.FullName)
            .Concat(folders.SelectMany(Find));
    }
}
