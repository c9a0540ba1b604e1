using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>The files of a month on this PC, by the names that a service gives them.</summary>
internal sealed class MonthFiles(OfficeFolder office, MonthFolder folder)
{
    private const char Separator = '/';

    private string Imports =>
        JournalStore.FolderOf(office, folder.Id.Firm, folder.Id.Period, folder.Id.Branch?.Number, folder.Id.Book == LedgerBook.Inventory);

    /// <summary>What is here, by name; nothing that is being written.</summary>
    public IReadOnlyDictionary<string, string> Local()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        Add(files, FileNames.Ledgers, folder.FolderPath, path => folder.IsOwnFile(Path.GetFileName(path)) || path == folder.ValidationPath);
        Add(files, FileNames.Ledgers + MonthFolder.DeletedName + Separator, folder.DeletedPath, path => folder.IsOwnFile(Path.GetFileName(path)));
        Add(files, FileNames.Journals, Imports, static _ => true);
        Add(files, FileNames.Journals + AttachmentFiles.Folder + Separator, Path.Combine(Imports, AttachmentFiles.Folder), static _ => true);
        return files;
    }

    /// <summary>Names in the order in which the files are to be written, as when they were made: an import's record after its files, and the
    /// leading ledgers last, the first part after the others. While it is missing nothing counts as created.</summary>
    public IEnumerable<string> InWritingOrder(IEnumerable<string> names) => names
        .OrderBy(name => IsLeading(name) ? 2 : name == FileNames.Journals + ImportRecord.FileName ? 1 : 0)
        .ThenByDescending(name => name, StringComparer.Ordinal);

    /// <summary>Whether a file's being there says that the month was created.</summary>
    public bool IsLeading(string name) => name.StartsWith(FileNames.Ledgers, StringComparison.Ordinal)
        && folder.IsLeading(name.Substring(FileNames.Ledgers.Length));

    /// <summary>Where a file of a name is, or is to be.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceIncompatible"/>: no file of this month may have that name.</exception>
    public string PathOf(string name)
    {
        string? path = null;
        if (FileNames.IsValid(name))
        {
            string[] parts = name.Split(Separator);
            path = (parts[0] + Separator, parts.Length) switch
            {
                (FileNames.Ledgers, 2) when IsOwn(parts[1]) => Path.Combine(folder.FolderPath, parts[1]),
                (FileNames.Ledgers, 3) when parts[1] == MonthFolder.DeletedName && folder.IsOwnFile(parts[2]) => Path.Combine(folder.DeletedPath, parts[2]),
                (FileNames.Journals, 2) => Path.Combine(Imports, parts[1]),
                (FileNames.Journals, 3) when parts[1] == AttachmentFiles.Folder => Path.Combine(Imports, AttachmentFiles.Folder, parts[2]),
                _ => null,
            };
        }

        return path ?? throw new DefterXException(
            ErrorIds.ServiceIncompatible, Text.Format(Strings.FileNameForeign, name, folder.Id, office), folder.Id.Firm);
    }

    private bool IsOwn(string fileName) => folder.IsOwnFile(fileName) || fileName == Path.GetFileName(folder.ValidationPath);

    private static void Add(Dictionary<string, string> files, string prefix, string folder, Func<string, bool> isOwn)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !IsPassing(path) && isOwn(path)))
        {
            files[prefix + Path.GetFileName(path).Normalize(NormalizationForm.FormC)] = path;
        }
    }

    // Temporary files and locks begin with ~, what editors and systems leave with a dot.
    private static bool IsPassing(string path) => Path.GetFileName(path)[0] is '~' or '.';
}
