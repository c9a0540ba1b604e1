using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace DefterX.Build.Packaging;

/// <summary>The files of a package: the module without its debug symbols, and what a package tells about itself.</summary>
internal static class PackageContent
{
    internal const string Icon = "icon.png";
    internal const string Notices = "THIRD-PARTY-NOTICES.md";
    internal const string BillOfMaterials = "DefterX.cdx.json";

    internal static Manifest Lay(string folder, SourceTime time)
    {
        Folders.Remake(folder);
        Folders.Copy(Repository.Module, folder, file => Path.GetExtension(file) != ".pdb");
        File.Copy(Repository.PathOf("assets", Icon), Path.Combine(folder, Icon));

        string path = Path.Combine(folder, "DefterX.psd1");
        Manifest manifest = Manifest.Read(path);
        string notes = ChangeLog.Notes(Repository.PathOf("CHANGELOG.md"), manifest.Version);
        // Windows PowerShell reads a manifest without a byte order mark in the system's code page.
        File.WriteAllText(path, manifest.WithReleaseNotes(notes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        IReadOnlyList<ShippedPackage> packages = ShippedPackages.Read(folder);
        BillOfMaterials bill = Packaging.BillOfMaterials.Make("DefterX.Cmdlets", manifest.Version, packages);
        File.WriteAllText(Path.Combine(folder, Notices), Packaging.Notices.Write(manifest.Version, packages, bill, []));
        bill.AddFiles(folder);
        bill.Save(Path.Combine(folder, BillOfMaterials), time);
        return manifest;
    }

    /// <summary>The files' paths within the folder, with slashes, in ordinal order.</summary>
    internal static IReadOnlyList<string> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
