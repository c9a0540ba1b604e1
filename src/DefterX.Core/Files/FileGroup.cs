using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DefterX.Files;

/// <summary>Changes several small files so that all change or none.</summary>
internal static class FileGroup
{
    /// <summary>Writes and deletes files. All are on the disk under temporary names before the first one is renamed.</summary>
    /// <param name="changes">Full paths in folders that exist, with what the file is to hold; null deletes it.</param>
    /// <exception cref="IOException">Nothing has changed.</exception>
    public static void Apply(IReadOnlyList<KeyValuePair<string, byte[]?>> changes)
    {
        List<(string Path, string? Staged, byte[]? Old)> steps = [];
        try
        {
            foreach (KeyValuePair<string, byte[]?> change in changes)
            {
                byte[]? old = File.Exists(change.Key) ? File.ReadAllBytes(change.Key) : null;
                string? staged = change.Value is null ? null : AtomicFile.TemporaryName(change.Key);
                steps.Add((change.Key, staged, old));
                if (staged is not null) Stage(staged, change.Value!);
            }

            Rename(steps);
        }
        finally
        {
            foreach (string staged in steps.Select(static step => step.Staged).OfType<string>()) File.Delete(staged);
        }
    }

    private static void Stage(string path, byte[] content)
    {
        using FileStream stream = AtomicFile.CreateNew(path);
        stream.Write(content, 0, content.Length);
        stream.Flush(flushToDisk: true);
    }

    private static void Rename(List<(string Path, string? Staged, byte[]? Old)> steps)
    {
        int done = 0;
        try
        {
            for (; done < steps.Count; done++)
            {
                (string path, string? staged, _) = steps[done];
                if (staged is null) File.Delete(path);
                else AtomicFile.Replace(staged, path);
            }
        }
        catch
        {
            foreach ((string path, _, byte[]? old) in steps.Take(done).Reverse())
            {
                if (old is null) File.Delete(path);
                else AtomicFile.Write(path, stream => stream.Write(old, 0, old.Length));
            }

            throw;
        }
    }
}
