using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace DefterX.Loader;

/// <summary>Loads the module and everything it brings apart from the versions that other modules have loaded.</summary>
/// <remarks>Only core types may be used here: this assembly is loaded before any other of the module can be.</remarks>
public sealed class LoadContext : AssemblyLoadContext
{
    private const string EntryAssembly = "DefterX.Cmdlets.dll";
    private static readonly object s_lock = new();
    private static readonly Dictionary<string, Assembly> s_modules = new(StringComparer.Ordinal);
    private readonly string _folder;

    private LoadContext(string folder)
        : base("DefterX") => _folder = folder;

    /// <summary>Loads the cmdlets from <c>bin/core</c> of the module's folder, once in a process.</summary>
    /// <param name="moduleFolder">The folder that holds the module's manifest.</param>
    /// <returns>The assembly of the cmdlets; the same one at every call with the same folder.</returns>
    /// <exception cref="FileNotFoundException">The folder holds no module.</exception>
    public static Assembly Initialize(string moduleFolder)
    {
        string folder = Path.GetFullPath(Path.Combine(moduleFolder, "bin", "core"));
        lock (s_lock)
        {
            if (!s_modules.TryGetValue(folder, out Assembly? cmdlets))
            {
                cmdlets = new LoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, EntryAssembly));
                s_modules.Add(folder, cmdlets);
            }

            return cmdlets;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The runtime finds a satellite beside its parent; PowerShell's own types must stay the host's.
        if (assemblyName.Name is not string name || !string.IsNullOrEmpty(assemblyName.CultureName)
            || name.Equals("System.Management.Automation", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = Path.Combine(_folder, name + ".dll");
        if (!File.Exists(path)) return null;

        // A package brings System.* for older runtimes; a runtime that has it serves it faster and shares its types.
        return name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) && FromHost(assemblyName) is Assembly provided
            ? provided
            : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (string candidate in NativeNames.Candidates(unmanagedDllName, _folder))
        {
            if (NativeLibrary.TryLoad(candidate, out IntPtr handle)) return handle;
        }

        return IntPtr.Zero;
    }

    private static Assembly? FromHost(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException)
        {
            // The host has none, or an older one.
            return null;
        }
    }
}
