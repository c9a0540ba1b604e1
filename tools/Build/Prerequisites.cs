using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DefterX.Build;

/// <summary>Programs that come with the system: installed on Debian and Ubuntu, named elsewhere.</summary>
internal static class Prerequisites
{
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["softhsm2-util"] = "softhsm2",
        ["pkcs11-tool"] = "opensc",
        ["xmlsec1"] = "xmlsec1",
        ["xmllint"] = "libxml2-utils",
        ["xsltproc"] = "xsltproc",
        ["chromium"] = "chromium fonts-dejavu-core",
        ["pdftotext"] = "poppler-utils",
        ["gcc"] = "gcc libc6-dev",
        ["openssl"] = "openssl",
        ["psql"] = "postgresql postgresql-client",
        ["mono"] = "mono-runtime libmono-microsoft-csharp4.0-cil libmono-system-componentmodel-dataannotations4.0-cil "
            + "libmono-i18n-mideast4.0-cil libmono-system-core4.0-cil libmono-system-io-compression4.0-cil "
            + "libmono-system-io-compression-filesystem4.0-cil libmono-system-net-http4.0-cil "
            + "libmono-system-numerics4.0-cil "
            + "libmono-system-numerics-vectors4.0-cil libmono-system-runtime-serialization4.0-cil libmono-system-xml-linq4.0-cil",
        ["vpcd-config"] = "vsmartcard-vpcd", // and with it pcscd, which stands outside a user's PATH
    };

    /// <summary>Makes every program available, or ends the task and names what is missing.</summary>
    internal static void Require(params string[] programs)
    {
        string[] missing = Missing(programs);
        if (missing.Length == 0) return;

        if (!TryInstall(missing) || Missing(programs).Length > 0)
        {
            throw new BuildException(
                BuildException.Usage,
                $"Please install {string.Join(", ", missing)} first (Debian's names; the programs are {string.Join(", ", programs)}).");
        }
    }

    internal static bool TryRequire(params string[] programs)
    {
        string[] missing = Missing(programs);
        return missing.Length == 0 || (TryInstall(missing) && Missing(programs).Length == 0);
    }

    internal static void RequireAll() => Require([.. s_packages.Keys.Where(program => program != "mono" || OperatingSystem.IsLinux())]);

    private static string[] Missing(string[] programs) => [.. programs.Where(p => Shell.Find(p) is null).SelectMany(p => s_packages[p].Split(' '))];

    private static bool TryInstall(string[] packages)
    {
        if (!File.Exists("/etc/debian_version") || Shell.Find("apt-get") is null) return false;

        bool isRoot = Environment.UserName == "root";
        if (!isRoot && Shell.Find("sudo") is null) return false;

        Console.WriteLine($"Installing {string.Join(", ", packages)}");
        string[] aptGet = [.. isRoot ? Array.Empty<string>() : ["sudo", "-n"], "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"];
        return Succeeds([.. aptGet, "update"]) && Succeeds([.. aptGet, "install", "-y", "--no-install-recommends", .. packages]);
    }

    private static bool Succeeds(string[] command)
    {
        (int exitCode, string output) = Shell.Capture(command[0], command[1..]);
        if (exitCode != 0) Console.Error.WriteLine(output);
        return exitCode == 0;
    }
}
