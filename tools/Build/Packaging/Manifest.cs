using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Build.Packaging;

/// <summary>What the build needs of the module's manifest, read without PowerShell: quoted values and lists of them.</summary>
internal sealed partial class Manifest
{
    private const string NoNotes = "ReleaseNotes = ''";
    private readonly string _text;

    private Manifest(string text) => _text = text;

    internal string Version => Value("ModuleVersion");

    internal static Manifest Read(string path) => new(File.ReadAllText(path));

    internal string Value(string key) =>
        Setting().Matches(_text).FirstOrDefault(m => m.Groups["key"].Value == key)?.Groups["value"].Value
            ?? throw new BuildException(1, $"DefterX.psd1 has no {key}.");

    internal string[] List(string key)
    {
        Match list = Array().Matches(_text).FirstOrDefault(m => m.Groups["key"].Value == key)
            ?? throw new BuildException(1, $"DefterX.psd1 has no list {key}.");
        return [.. Quoted().Matches(list.Groups["values"].Value).Select(m => m.Groups["value"].Value)];
    }

    /// <summary>The manifest with its release notes, as a here-string: no quote ends one.</summary>
    internal string WithReleaseNotes(string notes)
    {
        if (!_text.Contains(NoNotes, StringComparison.Ordinal)) throw new BuildException(1, $"DefterX.psd1 has no {NoNotes}.");
        return _text.Replace(NoNotes, $"ReleaseNotes = @'\n{notes}\n'@", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*(?<key>\w+)\s*=\s*'(?<value>[^']*)'", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\s*(?<key>\w+)\s*=\s*@\((?<values>[^)]*)\)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Array();

    [GeneratedRegex("'(?<value>[^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
