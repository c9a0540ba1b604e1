using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Certificates;

namespace DefterX.Office;

/// <summary>The certificate files by which an office trusts: those that its settings name, and those in <c>roots/</c>.</summary>
internal static class RootFiles
{
    /// <summary>Name of the folder in the office folder.</summary>
    public const string FolderName = "roots";

    private static readonly string[] s_extensions = [".cer", ".crt", ".der", ".pem"];

    /// <summary>Full paths; those of the settings need not exist.</summary>
    public static IEnumerable<string> Of(OfficeFolder office) =>
        office.Settings.TrustedRoots.Select(file => Path.Combine(office.Path, file)).Concat(Kept(office.Path));

    /// <summary>Full paths of those in <c>roots/</c>.</summary>
    public static IEnumerable<string> Kept(string officePath)
    {
        string folder = Path.Combine(officePath, FolderName);
        IEnumerable<string> kept = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(HasExtension) : [];
        return kept.OrderBy(file => file, StringComparer.Ordinal);
    }

    /// <summary>What a new office is to keep: the files' contents by the names that they get in <c>roots/</c>.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: one is no certificate file,
    /// or two have the same name.</exception>
    public static IReadOnlyDictionary<string, byte[]> Read(IEnumerable<string> files)
    {
        Dictionary<string, byte[]> contents = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files)
        {
            _ = CertificateFile.Read(file);
            string name = Path.GetFileName(file) + (HasExtension(file) ? "" : s_extensions[0]);
            if (contents.ContainsKey(name))
                throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.RootFileTwice, file, name), file);
            contents.Add(name, File.ReadAllBytes(file));
        }

        return contents;
    }

    /// <summary>Whether a file's name ends as a certificate file's in <c>roots/</c> must.</summary>
    public static bool HasExtension(string file) =>
        s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
