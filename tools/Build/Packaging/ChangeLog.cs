using System;
using System.IO;
using System.Linq;

namespace DefterX.Build.Packaging;

/// <summary>The release notes of a version: its section of CHANGELOG.md (https://keepachangelog.com).</summary>
internal static class ChangeLog
{
    // What galleries built on NuGet's take.
    private const int MaximumLength = 35_000;

    /// <exception cref="BuildException">The version has no section, or an empty or too long one.</exception>
    internal static string Notes(string path, string version)
    {
        if (!File.Exists(path)) throw new BuildException(1, $"{path} is missing; it holds the release notes.");
        string heading = $"## [{version}]";
        string[] section = [.. File.ReadLines(path)
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !IsLink(line))];
        string notes = string.Join('\n', section).Trim();
        return notes.Length is > 0 and <= MaximumLength
            ? notes
            : throw new BuildException(1, $"{path}: '{heading}' has {notes.Length} characters of release notes, not 1 to {MaximumLength}.");
    }

    // "[0.1.0]: https://…" at the file's end belongs to no version.
    private static bool IsLink(string line) => line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal);
}
