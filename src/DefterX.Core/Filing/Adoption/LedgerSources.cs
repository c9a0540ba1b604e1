using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;

namespace DefterX.Filing.Adoption;

/// <summary>The ledgers, berats and reports in files, folders and GİB packages (zip), by the names that GİB gives them.</summary>
internal sealed class LedgerSources : IDisposable
{
    private const string FolderPrefix = "defterx";
    private const int MostEntries = 16;

    // GİB takes 200 MB a ledger; a zip's own words on sizes are only claims.
    private const long LargestEntry = 256L << 20;
    private readonly List<(LedgerFileName Name, string Path)> _files = [];
    private string? _temporary;

    private LedgerSources()
    {
    }

    /// <summary>The files, each name once.</summary>
    public IReadOnlyList<(LedgerFileName Name, string Path)> Files => _files;

    /// <summary>Looks into files and folders, and into their subfolders.</summary>
    /// <remarks>Other files of a folder are passed over; a zip of another name is not, where ledgers are in it.</remarks>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: there is none, a file has another name, a package is
    /// no sound zip, or two files of one name differ.</exception>
    public static LedgerSources Open(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        LedgerSources sources = new();
        try
        {
            foreach (string path in paths)
            {
                int before = sources._files.Count;
                if (Directory.Exists(path)) sources.AddFolder(path, cancellationToken);
                else if (File.Exists(path)) sources.AddFile(path, cancellationToken);
                else throw Invalid(Text.Format(Strings.SourceNotFound, path), path);
                if (sources._files.Count == before && Directory.Exists(path)) throw Invalid(Text.Format(Strings.SourceEmpty, path), path);
            }

            return sources;
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }

    private void AddFolder(string folder, CancellationToken cancellationToken)
    {
        IEnumerable<string> paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (string path in paths.OrderBy(path => path, StringComparer.Ordinal))
        {
            bool isDeleted = string.Equals(
                Path.GetFileName(Path.GetDirectoryName(path)), MonthFolder.DeletedName, StringComparison.Ordinal);
            if (!isDeleted && (LedgerFileName.TryParse(Path.GetFileName(path), out _) || HasLedgers(path))) AddFile(path, cancellationToken);
        }
    }

    private void AddFile(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsZip(path)) AddPackage(path, cancellationToken);
        else if (LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name)) Add(name, Path.GetFullPath(path));
        else throw Invalid(Text.Format(Strings.SourceName, path), path);
    }

    private static bool IsZip(string path) => string.Equals(Path.GetExtension(path), ".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a zip of any name, as a browser may give a second download, has a file in it that is named as GİB names them.</summary>
    private static bool HasLedgers(string path)
    {
        if (!IsZip(path)) return false;
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return zip.Entries.Any(entry => LedgerFileName.TryParse(entry.Name, out _));
        }
        catch (InvalidDataException)
        {
            return false; // no zip, and nothing of ours by its name
        }
    }

    private void AddPackage(string path, CancellationToken cancellationToken)
    {
        _temporary ??= NewFolder();
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            if (zip.Entries.Count > MostEntries)
            {
                throw new InvalidDataException(Text.Format(Strings.PackageTooManyFiles, zip.Entries.Count));
            }

            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                // The name is parsed, so that no entry can point out of the folder.
                if (!LedgerFileName.TryParse(entry.FullName, out LedgerFileName? name))
                {
                    throw new InvalidDataException(Text.Format(Strings.PackageUnknownFile, entry.FullName));
                }

                string target = Path.Combine(_temporary, Guid.NewGuid().ToString("N"));
                Inflate(entry, target, cancellationToken);
                Add(name, target);
            }
        }
        catch (InvalidDataException e)
        {
            throw Invalid(Text.Format(Strings.PackageUnreadable, path, e.Message), path);
        }
    }

    private void Add(LedgerFileName name, string path)
    {
        LedgerFileName plain = name;
        (LedgerFileName Name, string Path) known = _files.FirstOrDefault(file => file.Name == plain);
        if (known.Path is null) _files.Add((plain, path));
        else if (known.Path != path && FileDigest.Sha256(known.Path) != FileDigest.Sha256(path))
        {
            throw Invalid(Text.Format(Strings.SourceTwice, plain, known.Path, path), path);
        }
    }

    private static string NewFolder()
    {
        string temporary = Path.GetTempPath();
        TemporaryFiles.SweepFolders(temporary, FolderPrefix);
        string folder = Path.Combine(temporary, $"{FolderPrefix}-{TemporaryFiles.NewTag()}");
        PrivateFolder.Create(folder);
        return folder;
    }

    private static void Inflate(ZipArchiveEntry entry, string target, CancellationToken cancellationToken)
    {
        using Stream source = entry.Open();
        using FileStream output = AtomicFile.CreateNew(target);
        byte[] block = new byte[1 << 17];
        for (int length; (length = source.Read(block, 0, block.Length)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(block, 0, length);
            if (output.Length <= LargestEntry) continue;
            throw new InvalidDataException(Text.Format(Strings.PackageTooLarge, entry.FullName, LargestEntry >> 20));
        }
    }

    private static DefterXException Invalid(string message, string path) => new(ErrorIds.LedgerInvalid, message, path);
}
