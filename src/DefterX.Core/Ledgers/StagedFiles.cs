using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Files;

namespace DefterX.Ledgers;

/// <summary>The files of a month while it is created: under temporary names, then all under their own.</summary>
internal sealed class StagedFiles : IDisposable
{
    private readonly MonthFolder _folder;
    private readonly List<(LedgerFileKind Kind, int Part, string Path)> _files = [];
    private int _parts;

    public StagedFiles(MonthFolder folder) => _folder = folder;

    /// <summary>Begins a part; its files follow.</summary>
    public void NextPart() => _parts++;

    /// <summary>The temporary path of a file of the present part.</summary>
    public string Add(LedgerFileKind kind)
    {
        string path = AtomicFile.TemporaryName(_folder.PathOf(kind, _parts));
        _files.Add((kind, _parts, path));
        return path;
    }

    /// <summary>Gives the files their names, in the place of those of the month that are there.</summary>
    /// <remarks>The leading ledger of the first part goes first and comes last: while it is missing, nothing counts as created.</remarks>
    public void Commit()
    {
        foreach (string path in _folder.Files())
        {
            if (LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name) && !name.IsApproved) File.Delete(path);
        }

        for (int i = _files.Count - 1; i >= 0; i--)
        {
            (LedgerFileKind kind, int part, string path) = _files[i];
            AtomicFile.Replace(path, _folder.PathOf(kind, _parts == 1 ? 0 : part));
        }
    }

    public void Dispose()
    {
        foreach ((LedgerFileKind _, int _, string path) in _files) File.Delete(path);
    }
}
