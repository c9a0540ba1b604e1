using System;
using System.IO;

namespace DefterX.Build;

/// <summary>The folders of the repository.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Output => Path.Combine(Root, "out");

    internal static string Module => Path.Combine(Output, "DefterX");

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    internal static string ScriptHost => PathOf("tools", "ScriptHost", "bin", "Release", "net10.0", "DefterX.ScriptHost.dll");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DefterX.PowerShell.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds DefterX.PowerShell.sln.");
    }
}
