using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>The folder of a firm's month in GİB's tree, as one branch (or the firm without branches) sees it.</summary>
/// <remarks>Uygulama Kılavuzu C, Şekil 4-7; the file names are those of <see cref="LedgerFileName"/>.</remarks>
internal sealed class MonthFolder
{
    private static readonly LedgerFileKind[] s_kinds =
        [LedgerFileKind.Y, LedgerFileKind.YB, LedgerFileKind.K, LedgerFileKind.KB, LedgerFileKind.DR];

    public MonthFolder(LedgerId id, string path)
    {
        Id = id;
        FolderPath = path;
        Log = new FilingLog(Path.Combine(path, "filing.jsonl"), id.Branch?.Number);
    }

    public LedgerId Id { get; }

    /// <summary>The folder of a month in an office.</summary>
    public static MonthFolder Of(OfficeFolder office, LedgerId id) => new(id, office.LedgerFolder(id.Firm, id.Period));

    /// <summary>Full path; the folder may not exist yet.</summary>
    public string FolderPath { get; }

    /// <summary>What was done with this month.</summary>
    public FilingLog Log { get; }

    /// <summary>Where the result of the last validation is kept.</summary>
    public string ValidationPath =>
        Path.Combine(FolderPath, Id.Branch is null ? "validation.json" : $"validation-{Id.Branch.Number}.json");

    /// <summary>Where months go that were deleted at GİB (Uygulama Kılavuzu D).</summary>
    public string DeletedPath => Path.Combine(FolderPath, "iptal edilen-silinenler");

    public string PathOf(LedgerFileKind kind) => Path.Combine(FolderPath, Id.FileName(kind).ToString());

    /// <summary>The approved berat of a journal's or general ledger's berat.</summary>
    public string ApprovedPathOf(LedgerFileKind kind) =>
        Path.Combine(FolderPath, (Id.FileName(kind) with { IsApproved = true }).ToString());

    public bool Has(LedgerFileKind kind) => File.Exists(PathOf(kind));

    /// <summary>The XML files that are there, in the order Y, YB, K, KB, DR, GIB-.</summary>
    public IReadOnlyList<string> Files() => [.. s_kinds.Select(PathOf)
        .Concat([ApprovedPathOf(LedgerFileKind.YB), ApprovedPathOf(LedgerFileKind.KB)]).Where(File.Exists)];

    /// <summary>Whether the month was created: journal, general ledger and report are there.</summary>
    public bool IsCreated => Has(LedgerFileKind.Y) && Has(LedgerFileKind.K) && Has(LedgerFileKind.DR);

    /// <summary>Keeps others, in this process and elsewhere, off this month until disposed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>.</exception>
    public IDisposable Lock()
    {
        PrivateFolder.Create(FolderPath);
        string path = Path.Combine(FolderPath, $"~{Id}.lock");
        try
        {
            FileStream stream = new(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return stream;
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new DefterXException(ErrorIds.LedgerLocked, Text.Format(Strings.LedgerLocked, Id), Id.Firm, e);
        }
    }
}
