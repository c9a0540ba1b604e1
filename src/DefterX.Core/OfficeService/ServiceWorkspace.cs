using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DefterX.Files;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>The folder in which this PC works for an office that a service keeps: laid out as an office folder.</summary>
/// <remarks>It is a copy. What is missing is fetched again; what was made here and not yet taken by the service stays until it was.</remarks>
internal static class ServiceWorkspace
{
    /// <summary>The variable that names another folder for the copies than the user's own.</summary>
    public const string Variable = "DEFTERX_WORKSPACE";

    private const string RootsFolder = "roots";
    private static readonly Regex s_rootName = new(@"\A(holidays\.json|roots/[^/\\:*?""<>|~.][^/\\:*?""<>|]*)\z", RegexOptions.CultureInvariant);

    /// <summary>The folder of an office; it need not exist.</summary>
    public static string PathOf(Uri address, string customerNumber)
    {
        string? chosen = Environment.GetEnvironmentVariable(Variable);
        string root = !string.IsNullOrWhiteSpace(chosen)
            ? Path.GetFullPath(chosen!)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), nameof(DefterX), "offices");
        string service = Regex.Replace(address.Authority + address.AbsolutePath.TrimEnd('/'), "[^a-zA-Z0-9.-]", "_", RegexOptions.CultureInvariant);
        // The number is what was typed, until the service's own settings have been checked.
        return Path.Combine(root, service, Regex.Replace(customerNumber, "[^0-9]", "_", RegexOptions.CultureInvariant));
    }

    /// <summary>Writes what the service says of the office itself.</summary>
    public static void Write(string folder, OfficeDocument office)
    {
        foreach (string name in new[] { "firms", "journals", "ledgers", "logs", RootsFolder }) PrivateFolder.Create(Path.Combine(folder, name));
        HashSet<string> kept = new(StringComparer.Ordinal);
        foreach (OfficeFile file in office.Files.Where(file => s_rootName.IsMatch(file.Name)))
        {
            string path = Path.Combine(folder, file.Name.Replace('/', Path.DirectorySeparatorChar));
            kept.Add(path);
            if (!IsSame(path, file.Content)) AtomicFile.Write(path, stream => stream.Write(file.Content, 0, file.Content.Length));
        }

        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, RootsFolder)).Append(Path.Combine(folder, "holidays.json")))
        {
            if (!kept.Contains(path)) File.Delete(path);
        }

        AtomicFile.WriteAllText(Path.Combine(folder, "office.json"), office.Settings.GetRawText() + "\n");
    }

    private static bool IsSame(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).SequenceEqual(content);
}
