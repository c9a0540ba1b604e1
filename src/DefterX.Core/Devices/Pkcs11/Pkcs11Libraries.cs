using System.Collections.Generic;

namespace DefterX.Devices.Pkcs11;

/// <summary>The PKCS#11 libraries of this process: one instance for each file, since a library's state is the process's.</summary>
internal static class Pkcs11Libraries
{
    private static readonly Dictionary<string, Pkcs11Library> s_libraries = new(KnownLibraries.PathComparer);

    /// <summary>The library of a file, which is loaded when it is first called.</summary>
    public static Pkcs11Library Get(string path)
    {
        string fullPath = KnownLibraries.Resolve(path);
        lock (s_libraries)
        {
            if (!s_libraries.TryGetValue(fullPath, out Pkcs11Library? library))
            {
                library = new Pkcs11Library(fullPath);
                s_libraries.Add(fullPath, library);
            }

            return library;
        }
    }

    /// <summary>Finalises the libraries that were initialised here and that nobody uses. One that is in a call is left alone.</summary>
    public static void FinalizeUnused()
    {
        Pkcs11Library[] libraries;
        lock (s_libraries) libraries = [.. s_libraries.Values];
        foreach (Pkcs11Library library in libraries) library.TryFinalize();
    }
}
