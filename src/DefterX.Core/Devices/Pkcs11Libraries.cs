using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices;

/// <summary>The PKCS#11 libraries of this process: one instance for each file, initialised while somebody uses it.</summary>
internal static class Pkcs11Libraries
{
    private static readonly Dictionary<string, Entry> s_entries = new(KnownLibraries.PathComparer);

    /// <summary>Loads and initialises the library unless it is; <see cref="Pkcs11Module.Release"/> gives it back.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LibraryNotLoaded"/>.</exception>
    public static Pkcs11Module Acquire(string path)
    {
        string fullPath = KnownLibraries.Resolve(path);
        try
        {
            return AcquireEntry(fullPath);
        }
        catch (LibraryArchitectureException e)
        {
            throw NotLoaded(Text.Format(Strings.LibraryArchitecture, fullPath, RuntimeInformation.ProcessArchitecture), fullPath, e);
        }
        catch (Exception e) when (e is UnmanagedException or DllNotFoundException)
        {
            throw NotLoaded(Text.Format(Strings.LibraryUnloadable, fullPath, e.Message), fullPath, e);
        }
        catch (Pkcs11Exception e)
        {
            throw NotLoaded(Text.Format(Strings.LibraryNotInitialised, fullPath, e.RV), fullPath, e);
        }
    }

    // Apart from the catch with a filter: optimised, both in one method share the slot of the lock's flag, and a filter that
    // says no (filters run before finally) would leave the lock held.
    private static Pkcs11Module AcquireEntry(string fullPath)
    {
        lock (s_entries)
        {
            if (!s_entries.TryGetValue(fullPath, out Entry? entry))
            {
                if (!File.Exists(fullPath)) throw NotLoaded(Text.Format(Strings.LibraryMissing, fullPath), fullPath, null);
                entry = new Entry(new CryptokiFunctions(fullPath));
                s_entries.Add(fullPath, entry);
            }

            return entry.Acquire(fullPath);
        }
    }

    private static DefterXException NotLoaded(string message, string path, Exception? cause) =>
        new(ErrorIds.LibraryNotLoaded, message, path, cause);

    private sealed class Entry(CryptokiFunctions functions)
    {
        private Pkcs11Module? _module;
        private int _users;
        private bool _owned;

        public Pkcs11Module Acquire(string path)
        {
            if (_users == 0) _owned = functions.Initialise();
            try
            {
                // Its own C_Initialize finds the library initialised; it is never disposed, as that would finalise for all users.
                Pkcs11InteropFactories factories = new();
                _module ??= new Pkcs11Module(
                    factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, path, functions.AppType),
                    Release);
                _users++;
                return _module;
            }
            finally
            {
                if (_users == 0 && _owned) functions.Finalise();
            }
        }

        private void Release()
        {
            lock (s_entries)
            {
                if (--_users == 0 && _owned) functions.Finalise();
            }
        }
    }
}
