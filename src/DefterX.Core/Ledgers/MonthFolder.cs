using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>The folder of a firm's month in GİB's tree, as one branch (or the firm without branches) and one of its books sees it.</summary>
/// <remarks>Uygulama Kılavuzu C, Şekil 4-7; the file names are those of <see cref="LedgerFileName"/>.</remarks>
internal sealed class MonthFolder
{
    /// <summary>The folder of months that were deleted at GİB (Uygulama Kılavuzu D).</summary>
    public const string DeletedName = "iptal edilen-silinenler";

    /// <param name="environment">GİB's environment that the office works in; null where that does not matter.</param>
    /// <param name="appended">Called after each line that was added to the month's record.</param>
    public MonthFolder(LedgerId id, string path, GibEnvironment? environment = null, Action? appended = null)
    {
        Id = id;
        FolderPath = path;
        Log = new FilingLog(Path.Combine(path, FilingLog.FileName), id.Branch?.Number, id.Book, environment, appended);
    }

    public LedgerId Id { get; }

    /// <summary>The folder of a month in an office.</summary>
    public static MonthFolder Of(OfficeFolder office, LedgerId id, Action? appended = null) =>
        new(id, office.LedgerFolder(id.Firm, id.Period), office.Settings.GibEnvironment, appended);

    /// <summary>Full path; the folder may not exist yet.</summary>
    public string FolderPath { get; }

    /// <summary>What was done with this month.</summary>
    public FilingLog Log { get; }

    /// <summary>Where the result of the last validation is kept.</summary>
    public string ValidationPath => Path.Combine(
        FolderPath,
        "validation" + (Id.Book == LedgerBook.Inventory ? "-E" : "") + (Id.Branch is null ? "" : "-" + Id.Branch.Number) + ".json");

    /// <summary>Where months go that were deleted at GİB (Uygulama Kılavuzu D).</summary>
    public string DeletedPath => Path.Combine(FolderPath, DeletedName);

    public string PathOf(LedgerFileKind kind, int part = 0) => Path.Combine(FolderPath, Id.FileName(kind, part).ToString());

    /// <summary>The approved berat of a berat.</summary>
    public string ApprovedPathOf(LedgerFileKind kind, int part = 0) =>
        Path.Combine(FolderPath, (Id.FileName(kind, part) with { IsApproved = true }).ToString());

    /// <summary>The parts of which the leading ledger is there: 0 alone for a whole month, or 1, 2 …; none before creation.</summary>
    /// <remarks>Part 1 is the last to be renamed on creation: without it nothing was created.</remarks>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: whole month and parts are both there, or a part is missing
    /// between two (Teknik Kılavuz 2.4.1).</exception>
    public IReadOnlyList<int> Parts()
    {
        LedgerFileKind leading = Id.Book.Ledgers()[0];
        int[] parts = [.. Names().Where(name => name.Kind == leading && !name.IsApproved).Select(name => name.Part).OrderBy(part => part)];
        if (parts.Length == 0 || parts[0] > 1) return [];
        bool isSound = parts[0] == 0 ? parts.Length == 1 : parts[parts.Length - 1] == parts.Length;
        return isSound
            ? parts
            : throw new DefterXException(
                ErrorIds.LedgerInvalid,
                Text.Format(Strings.PartsInvalid, FolderPath, string.Join(", ", parts.Select(part => Id.FileName(leading, part).Name))),
                Id.Firm);
    }

    /// <summary>The XML files that are there, by part in the order Y, YB, K, KB or E, EB, then DR, then GIB-.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Names()
            .OrderBy(name => name.IsApproved)
            .ThenBy(name => name.Kind == LedgerFileKind.DR)
            .ThenBy(name => name.Part)
            .ThenBy(name => (name.Kind.IsBerat() ? name.Kind.Ledger() : name.Kind, name.Kind.IsBerat()))
            .Select(name => Path.Combine(FolderPath, name.ToString())),
    ];

    /// <summary>Whether the month was created: every part has its ledgers, and there is a report.</summary>
    public bool IsCreated()
    {
        IReadOnlyList<int> parts = Parts();
        return parts.Count > 0
            && parts.All(part => Id.Book.Ledgers().All(ledger => File.Exists(PathOf(ledger, part))))
            && (!HasReport || File.Exists(PathOf(LedgerFileKind.DR)));
    }

    /// <summary>The files that are signed, in the order of signing: ledgers, then berats, then the report.</summary>
    public IReadOnlyList<(LedgerFileKind Kind, int Part)> Signed()
    {
        IReadOnlyList<int> parts = Parts();
        return
        [
            .. parts.SelectMany(part => Id.Book.Ledgers().Select(ledger => (ledger, part))),
            .. Packages(parts),
        ];
    }

    /// <summary>The files by which packages are named, in the order of sending: berats, then the report (Teknik Kılavuz 2.6).</summary>
    public IReadOnlyList<(LedgerFileKind Kind, int Part)> Packages() => Packages(Parts());

    /// <summary>Whether somebody has the month, or was killed while having it.</summary>
    public bool HasLock => File.Exists(LockPath);

    /// <summary>Keeps others, in this process and elsewhere, off this month until disposed; clears away what a killed process left.</summary>
    /// <remarks>A lock of a machine that seems to have crashed is watched for some seconds before it is taken over.</remarks>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>; <see cref="ErrorIds.StorageFailed"/>: the folder cannot be
    /// written.</exception>
    public LockFile Lock() => Lock(LockOptions.Default, CancellationToken.None);

    /// <param name="options">How the lock is taken and kept.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <inheritdoc cref="Lock()"/>
    public LockFile Lock(LockOptions options, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFolder.Create(FolderPath);
            LockFile? taken =
                LockFile.TryTake(LockPath, options, out LockRecord? holder, cancellationToken);
            if (taken is null) throw Locked(holder);
            TemporaryFiles.Sweep(FolderPath, IsOwnTemporary);
            return taken;
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            throw StorageFailure.Explain(e, FolderPath, Id.Firm);
        }
    }

    /// <summary>What tells that a lock of this month was lost.</summary>
    /// <param name="taker">Who has taken it over, where that is known.</param>
    public DefterXException Lost(LockRecord? taker)
    {
        string message = taker is null
            ? Text.Format(Strings.LockLost, Id)
            : Text.Format(Strings.LockLostTo, Id, taker.User, taker.Machine, taker.Since.ToLocalTime(), taker.ProcessId);
        return new DefterXException(ErrorIds.LedgerLocked, message, Id.Firm);
    }

    /// <summary>Moves a file of the month to those that were deleted at GİB; earlier ones of its name stay.</summary>
    public void SetAside(string file)
    {
        PrivateFolder.Create(DeletedPath);
        string target = Path.Combine(DeletedPath, Path.GetFileName(file));
        for (int copy = 2; File.Exists(target); copy++)
        {
            target = Path.Combine(DeletedPath, $"{Path.GetFileNameWithoutExtension(file)}.{copy}.xml");
        }

        File.Move(file, target);
    }

    private string LockPath => Path.Combine(FolderPath, $"~{Id}.lock");

    private bool HasReport => Id.Book == LedgerBook.Journal;

    private List<(LedgerFileKind Kind, int Part)> Packages(IReadOnlyList<int> parts)
    {
        List<(LedgerFileKind Kind, int Part)> packages =
            [.. parts.SelectMany(part => Id.Book.Ledgers().Select(ledger => (ledger.Berat(), part)))];
        if (HasReport) packages.Add((LedgerFileKind.DR, 0));
        return packages;
    }

    private DefterXException Locked(LockRecord? holder)
    {
        string message = holder is null
            ? Text.Format(Strings.LedgerLocked, Id)
            : Text.Format(Strings.LedgerLockedBy, Id, holder.User, holder.Machine, holder.Since.ToLocalTime(), holder.ProcessId);
        return new DefterXException(ErrorIds.LedgerLocked, message, Id.Firm);
    }

    // Whoever has the lock is the only one to write files of the month; those of other branches and books are in the same folder.
    private bool IsOwnTemporary(string target)
    {
        string extension = Path.GetExtension(target);
        return (extension is ".xml" or ".zip" && LedgerFileName.TryParse(target, out LedgerFileName? name) && IsOwn(name))
            || target == $"{Id}.lock";
    }

    /// <summary>Whether a file in the folder, or in that of deleted months, is of this branch and book, by its name.</summary>
    public bool IsOwnFile(string fileName) => NameOf(fileName) is LedgerFileName name && IsOwn(name);

    /// <summary>Whose a file in the folder, or in that of deleted months, is, by its name; null where the name tells nothing.</summary>
    public static LedgerFileName? NameOf(string fileName)
    {
        string stem = Path.GetFileNameWithoutExtension(fileName);
        int copy = stem.LastIndexOf('.');
        // A later copy of what was deleted at GİB has a number before the extension.
        string name = copy > 0 && int.TryParse(stem.Substring(copy + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? stem.Substring(0, copy) + Path.GetExtension(fileName)
            : fileName;
        return LedgerFileName.TryParse(name, out LedgerFileName? parsed) ? parsed : null;
    }

    /// <summary>Whether a file's being there says that the month was created.</summary>
    public bool IsLeading(string fileName) =>
        LedgerFileName.TryParse(fileName, out LedgerFileName? name) && IsOwn(name) && name.Kind == Id.Book.Ledgers()[0] && !name.IsApproved;

    private bool IsOwn(LedgerFileName name) =>
        name.Identifier == Id.Firm.Identifier && name.Period == Id.Period && name.Branch == Id.Branch?.Number
        && name.Kind.Book() == Id.Book;

    private IEnumerable<LedgerFileName> Names()
    {
        if (!Directory.Exists(FolderPath)) yield break;
        foreach (string path in Directory.EnumerateFiles(FolderPath, "*.xml"))
        {
            if (LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name) && IsOwn(name)) yield return name;
        }
    }
}
