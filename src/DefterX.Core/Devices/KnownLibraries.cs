using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace DefterX.Devices;

/// <summary>Where the PKCS#11 libraries of the cards and tokens used in Turkey are (TÜBİTAK ma3api CardType;
/// vendors' installers).</summary>
internal static class KnownLibraries
{
    /// <summary>The environment variable with more libraries: full paths, separated as in PATH.</summary>
    public const string Variable = "DEFTERX_PKCS11_LIBRARY";

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // In the order of ma3api's CardType, then names that its table lacks.
    private static readonly string[] s_names =
    [
        "akisp11", "tckkp11", "eTPkcs11", "eTPKCS11", "etpkcs11", "eToken", "idprimepkcs11", "idprimepkcs1164", "IDPrimePKCS11",
        "IDPrimePKCS1164", "gclib", "aetpkss1", "cmp11", "cmP11", "cmP1164", "siecap11", "dkck201", "spmp1132", "acospkcs11",
        "acos5pkcs11", "cknfast", "cknfast-64", "cryptoki", "cs2_pkcs11", "cs_pkcs11_R2", "cs_pkcs11_R3", "dirakp11-32",
        "dirakp11-64", "procryptoki", "uhsmpkcs11", "uhsmpkcs11x64", "atikKg_jni", "bp201w32HSM",
        "pkcs11sfr", "iidp11", "kpkcs11hash", "bilesimsp11", "OcsCryptoki", "OcsPKCS11Wrapper", "bit4ipki", "cvP11", "softhsm2",
        "softhsm2-x64", "opensc-pkcs11",
    ];

    private static readonly string[] s_windowsRoots = ["%ProgramFiles%", "%ProgramFiles(x86)%", @"%SystemDrive%\"];

    private static readonly string[] s_windowsFolders =
    [
        @"AKIS\bin", "AKIS", @"AKiA\bin", "AKiA", @"SafeNet\Authentication\SAC\x64", @"SafeNet\Authentication\SAC\x32",
        @"Gemalto\IDGo 800 PKCS#11", @"A.E.T. Europe B.V.\SafeSign\Win64", @"A.E.T. Europe B.V.\SafeSign\Win32",
        @"A-Trust\acos", @"Atos\CardOS API", @"KOBIL\midentity client", @"nCipher\nfast\bin", @"SafeNet\LunaClient",
        "Procenne", "Net iD", @"SoftHSM2\lib", @"OpenSC Project\OpenSC\pkcs11",
    ];

    private static readonly string[] s_linuxFolders =
    [
        "/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/local/lib", "/usr/local/lib64",
        "/usr/lib/pkcs11", "/usr/lib/akis", "/usr/lib/akia", "/opt/akis", "/opt/akis/lib", "/opt/akia", "/opt/eToken/lib",
        "/opt/safenet/lib", "/opt/nfast/toolkits/pkcs11", "/usr/safenet/lunaclient/lib", "/opt/procenne/lib", "/opt/utimaco/lib",
        "/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu/softhsm",
    ];

    private static readonly string[] s_macFolders =
    [
        "/usr/local/lib", "/usr/local/lib/akis", "/usr/local/lib/pkcs11", "/usr/local/lib/softhsm", "/opt/homebrew/lib",
        "/opt/homebrew/lib/softhsm", "/Library/Akis", "/Library/Akia", "/Library/AKiA", "/Library/Application Support/AKIS",
        "/Applications/AKIS.app/Contents/MacOS", "/Library/Frameworks/eToken.framework/Versions/A", "/Library/SafeNet/lib",
        "/Library/OpenSC/lib", "/Library/Gemalto/IDGo 800 PKCS11", "/Library/Java/Extensions", "/Library/AWP/lib",
    ];

    private static readonly string[] s_windowsFiles = ["{0}.dll"];
    private static readonly string[] s_linuxFiles =
        ["lib{0}.so", "{0}.so", "lib{0}.so.1", "lib{0}.so.2", "lib{0}.so.3", "lib{0}.so.10"];

    private static readonly string[] s_macFiles = ["lib{0}.dylib", "{0}.dylib", "lib{0}.so"];

    private static readonly string[] s_windowsSearch = IsWindows ? WindowsFolders() : [];
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, (DateTime Changed, string[] Libraries)> s_found = new(StringComparer.Ordinal);
    private static readonly Stopwatch s_age = new();
    private static string[] s_installed = [];

    /// <summary>How this system tells paths apart.</summary>
    public static StringComparer PathComparer { get; } = IsWindows || IsMac
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    /// <summary>The libraries to search: those named, then those of the variable, then those found on this machine.</summary>
    /// <param name="named">Paths that the user gave; relative ones count from the current folder.</param>
    /// <returns>Full paths, each file once. Named libraries are there even when missing, so that the user hears of it.</returns>
    public static IReadOnlyList<string> Find(IEnumerable<string> named)
    {
        string[] fromVariable = (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries);
        return named.Concat(fromVariable).Select(Resolve).Concat(Installed()).Distinct(PathComparer).ToList();
    }

    /// <summary>The full path of the file itself; distributions name one library in several folders.</summary>
    public static string Resolve(string path)
    {
        string fullPath = Path.GetFullPath(path.Trim());
#if NET
        return File.Exists(fullPath) ? File.ResolveLinkTarget(fullPath, returnFinalTarget: true)?.FullName ?? fullPath : fullPath;
#else
        return fullPath;
#endif
    }

    // A folder's time tells whether a file came or went, so that a search needs not ask for thousands of files each time.
    private static string[] Installed()
    {
        IEnumerable<string> folders =
            IsWindows ? s_windowsSearch : IsMac ? s_macFolders : s_linuxFolders;
        lock (s_found)
        {
            if (s_age.IsRunning && s_age.Elapsed < s_fresh) return s_installed;
            s_age.Restart();
            return s_installed = [.. folders.SelectMany(InFolder)];
        }
    }

    private static string[] InFolder(string folder)
    {
        DateTime changed = Directory.GetLastWriteTimeUtc(folder);
        if (s_found.TryGetValue(folder, out (DateTime Changed, string[] Libraries) known) && known.Changed == changed)
        {
            return known.Libraries;
        }

        string[] files = IsWindows ? s_windowsFiles : IsMac ? s_macFiles : s_linuxFiles;
        string[] libraries = !Directory.Exists(folder) ? [] :
        [
            .. from name in s_names
               from file in files
               let path = Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, file, name))
               where File.Exists(path)
               select Resolve(path),
        ];
        s_found[folder] = (changed, libraries);
        return libraries;
    }

    // The system folder is that of this process's bitness; a driver for the other one cannot be loaded anyway.
    private static string[] WindowsFolders() =>
    [
        .. s_windowsFolders
            .SelectMany(folder => s_windowsRoots.Select(root => Path.Combine(root, folder)))
            .Select(Environment.ExpandEnvironmentVariables)
            .Prepend(Environment.SystemDirectory)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
