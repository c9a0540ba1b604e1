using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Files;

namespace DefterX.Ledgers;

/// <summary>The files of a month while they are made: under temporary names, then all under their own.</summary>
/// <remarks>The leading ledger of the first part is added first.</remarks>
internal sealed class StagedFiles : IDisposable
{
    private readonly MonthFolder _folder;
    private readonly List<(LedgerFileName Name, string Path)> _files = [];

    public StagedFiles(MonthFolder folder) => _folder = folder;

    /// <summary>The temporary path of the first file.</summary>
    public string First => _files[0].Path;

    /// <summary>The temporary path for a file of the month.</summary>
    public string Add(LedgerFileName name)
    {
        string path = AtomicFile.TemporaryName(Path.Combine(_folder.FolderPath, name.ToString()));
        _files.Add((name, path));
        return path;
    }

    /// <summary>Opens a new file of the month.</summary>
    public WrittenFile Create(LedgerFileName name) => new(name, Add(name));

    /// <summary>Deletes a file that is not to be one of the month.</summary>
    public void Discard(WrittenFile file)
    {
        file.Dispose();
        File.Delete(file.Path);
        _files.RemoveAll(staged => staged.Path == file.Path);
    }

    /// <summary>Gives the files their names, in the place of those of the month that are there; approved berats among those are set
    /// aside.</summary>
    /// <remarks>The leading ledger of the first part goes first and comes last: while it is missing, nothing counts as created.</remarks>
    /// <param name="isWhole">Whether the only part, 1, is the whole month, 0.</param>
    /// <param name="record">Called once nothing else can fail for want of space: what is recorded of the files is on disk before they
    /// are, and counts for nothing while they are missing.</param>
    public void Commit(bool isWhole = false, Action? record = null)
    {
        foreach (string path in _folder.Files())
        {
            // What GİB approved of a month that it rejected as a whole is of other ledgers than the new ones.
            if (LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name) && name.IsApproved) _folder.SetAside(path);
            else File.Delete(path);
        }

        record?.Invoke();
        for (int i = _files.Count - 1; i >= 0; i--)
        {
            (LedgerFileName name, string path) = _files[i];
            AtomicFile.Replace(path, Path.Combine(_folder.FolderPath, (isWhole ? name with { Part = 0 } : name).ToString()));
        }
    }

    public void Dispose()
    {
        foreach ((LedgerFileName _, string path) in _files) File.Delete(path);
    }
}
