using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace DefterX.Loader;

/// <summary>Loads the module in Windows PowerShell, which has no load contexts.</summary>
/// <remarks>
/// Windows PowerShell takes no binding redirects from a module, so a package's reference to an older System.Memory than the
/// one shipped would fail. The handler answers such references of the module's own assemblies and no others.
/// </remarks>
public static class DesktopResolver
{
    private static readonly object s_lock = new();
    private static readonly HashSet<string> s_folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads the cmdlets from <c>bin/desktop</c> of the module's folder.</summary>
    /// <param name="moduleFolder">The folder that holds the module's manifest.</param>
    /// <returns>The assembly of the cmdlets; the same one at every call with the same folder.</returns>
    /// <exception cref="FileNotFoundException">The folder holds no module.</exception>
    public static Assembly Initialize(string moduleFolder)
    {
        string folder = Path.GetFullPath(Path.Combine(moduleFolder, "bin", "desktop"));
        lock (s_lock)
        {
            if (s_folders.Add(folder)) AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(folder, request);
        }

        return Assembly.LoadFrom(Path.Combine(folder, "DefterX.Cmdlets.dll"));
    }

    internal static Assembly? Resolve(string folder, ResolveEventArgs request)
    {
        AssemblyName wanted = new(request.Name);
        if (!IsOwn(folder, request.RequestingAssembly) || !string.IsNullOrEmpty(wanted.CultureName)) return null;

        string path = Path.Combine(folder, wanted.Name + ".dll");
        return File.Exists(path) && Satisfies(AssemblyName.GetAssemblyName(path), wanted) ? Assembly.LoadFrom(path) : null;
    }

    // What a binding redirect would allow: the same name and key, the same or a later version.
    internal static bool Satisfies(AssemblyName found, AssemblyName wanted) =>
        string.Equals(found.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)
        && (wanted.Version is null || found.Version >= wanted.Version)
        && (wanted.GetPublicKeyToken() ?? []).SequenceEqual(found.GetPublicKeyToken() ?? []);

    private static bool IsOwn(string folder, Assembly? requester) =>
        requester is { IsDynamic: false }
        && string.Equals(Path.GetDirectoryName(requester.Location), folder, StringComparison.OrdinalIgnoreCase);
}
