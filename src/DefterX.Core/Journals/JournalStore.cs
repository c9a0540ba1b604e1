using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Journals.Layouts;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>The imported exports in the office folder, <c>journals/VKN/2026-09[/0001][/inventory]</c>:
/// the files as they came and import.json.</summary>
internal static class JournalStore
{
    private const string InventoryFolder = "inventory";

    /// <summary>Copies exports of a month into the office after having read them through.</summary>
    /// <remarks>The same files again change nothing. When it fails nothing has changed.</remarks>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>, <see cref="ErrorIds.JournalNotFound"/>,
    /// <see cref="ErrorIds.LedgerExists"/> (another import is there),
    /// <see cref="ErrorIds.FirmNotFound"/> (no such branch).</exception>
    public static JournalImport Import(OfficeFolder office, JournalSource source, CancellationToken cancellationToken)
    {
        ImportRequest request = ImportRequest.Of(office, source);
        (Firm firm, Period period, string? branch, _, ImportOptions options) = source;
        office.SweepTemporaryFiles();
        TemporaryFiles.Sweep(FolderOf(office, firm, period, branch, options.IsInventory));
        List<StagedFile> staged = [];
        try
        {
            foreach (string path in request.Sources) staged.Add(StagedFile.Copy(path, office.Path, "", cancellationToken));
            foreach (string path in request.Attachments)
            {
                staged.Add(StagedFile.Copy(path, office.Path, AttachmentFiles.Folder, cancellationToken));
            }

            JournalImport? existing = Find(office, firm, period, branch, options.IsInventory);
            bool isSame = existing is not null && IsSame(existing, staged, request.Codes);
            if (isSame && existing!.Stored.All(IsUnchanged)) return existing;
            if (existing is not null && !isSame && !options.Force) throw Exists(existing);
            ExportSource[] sources = [.. staged.Take(request.Sources.Count)
                .Select(file => new ExportSource(file.TemporaryPath, file.Source))];
            JournalImport import = ImportSummary.Read(
                firm, period, branch, sources, Context(firm, request.Codes, options.Notices), options.IsInventory, cancellationToken);
            ImportKeeper.Keep(import, staged, FolderOf(office, firm, period, branch, options.IsInventory));
            return Find(office, firm, period, branch, options.IsInventory)!;
        }
        finally
        {
            foreach (StagedFile file in staged) file.Dispose();
        }
    }

    /// <summary>Says what an import would give; nothing is written.</summary>
    /// <returns>The import, with the sources' paths and without a digest.</returns>
    /// <exception cref="DefterXException">As an import.</exception>
    public static JournalImport Examine(OfficeFolder office, JournalSource source, CancellationToken cancellationToken)
    {
        ImportRequest request = ImportRequest.Of(office, source);
        (Firm firm, Period period, string? branch, _, ImportOptions options) = source;
        JournalImport? existing = Find(office, firm, period, branch, options.IsInventory);
        if (existing is not null && !options.Force && !HasSameFiles(existing, request)) throw Exists(existing);
        ExportSource[] sources = [.. request.Sources.Select(path => new ExportSource(path, path))];
        return ImportSummary.Read(
            firm, period, branch, sources, Context(firm, request.Codes, options.Notices), options.IsInventory, cancellationToken)
            with { Attachments = request.Attachments };
    }

    /// <summary>The import of a month, or null. Whether its files are still as they were is not looked at.</summary>
    public static JournalImport? Find(OfficeFolder office, Firm firm, Period period, string? branch, bool isInventory = false)
    {
        ImportRequest.CheckBranch(firm, branch);
        string folder = FolderOf(office, firm, period, branch, isInventory);
        if (ImportRecord.Read(folder) is not ImportRecord record) return null;
        StoredFile[] files = [.. record.Files.Select(file => Stored(folder, file))];
        StoredFile[] attachments = [.. record.Attachments.Select(file => Stored(folder, file))];
        return new JournalImport
        {
            Firm = firm,
            Period = period,
            Branch = branch,
            IsInventory = isInventory,
            Layout = record.Layout,
            Path = files[record.BaseIndex].Path,
            Files = files.Select(file => file.Path).ToArray(),
            Attachments = attachments.Select(file => file.Path).ToArray(),
            Entries = record.Entries,
            Lines = record.Lines,
            FirstEntryNumber = record.FirstEntryNumber,
            LastEntryNumber = record.LastEntryNumber,
            FirstDate = record.FirstDate,
            LastDate = record.LastDate,
            TotalDebit = record.TotalDebit,
            TotalCredit = record.TotalCredit,
            Notices = record.Notices,
            ImportedAt = record.ImportedAt.LocalDateTime,
            Sha256 = record.Sha256,
            Stored = [.. files, .. attachments],
            DocumentTypeCodes = record.DocumentTypeCodes.ToDictionary(
                code => code.Name, code => new DocumentTypeCode(code.Type, code.Description), StringComparer.Ordinal),
        };
    }

    /// <summary>The import of a month, to be read.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>; <see cref="ErrorIds.JournalUnreadable"/>: a file has
    /// another length than when it was imported, or is gone.</exception>
    public static JournalImport Get(OfficeFolder office, Firm firm, Period period, string? branch, bool isInventory = false)
    {
        JournalImport import = Find(office, firm, period, branch, isInventory) ?? throw new DefterXException(
            ErrorIds.JournalNotFound,
            Text.Format(isInventory ? Strings.InventoryNotFound : Strings.JournalNotFound, NameOf(firm, branch), period),
            firm.Identifier);
        return import.Stored.FirstOrDefault(file => !HasLength(file)) is StoredFile changed ? throw Changed(changed) : import;
    }

    /// <summary>Fails when a file or an attachment is not as it was when it was imported.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>.</exception>
    public static void EnsureUnchanged(JournalImport import)
    {
        if (import.Stored.FirstOrDefault(file => !IsUnchanged(file)) is StoredFile changed) throw Changed(changed);
    }

    /// <summary>A reader of a journal's entries, in the way in which it was imported.</summary>
    public static IJournalReader OpenReader(JournalImport import) => new JournalReader(
        [.. import.Files.Select(path => new ExportSource(path, path))],
        Context(import.Firm, import.DocumentTypeCodes, new ImportNotices()));

    /// <summary>A reader of an inventory's entries.</summary>
    public static InventoryReader OpenInventoryReader(JournalImport import) => new(
        new ExportSource(import.Path, import.Path), Context(import.Firm, import.DocumentTypeCodes, new ImportNotices()));

    private static ReadContext Context(Firm firm, IReadOnlyDictionary<string, DocumentTypeCode> codes, ImportNotices notices) => new()
    {
        EnteredBy = firm.Creator ?? firm.Accountants[0].Name,
        Currency = firm.Currency,
        DocumentTypeCodes = codes,
        Notices = notices,
    };

    /// <summary>The folder of a month's import; it need not exist.</summary>
    internal static string FolderOf(OfficeFolder office, Firm firm, Period period, string? branch, bool isInventory) =>
        Path.Combine(office.JournalFolder(firm.Identifier, period, branch), isInventory ? InventoryFolder : "");

    private static StoredFile Stored(string folder, RecordedFile file) =>
        new(ImportRecord.PathOf(folder, file), file.Length, file.Sha256);

    private static bool HasLength(StoredFile file) => new FileInfo(file.Path) is { Exists: true } info && info.Length == file.Length;

    private static bool IsUnchanged(StoredFile file) => HasLength(file) && FileDigest.Sha256(file.Path) == file.Sha256;

    private static bool IsSame(
        JournalImport existing, List<StagedFile> staged, IReadOnlyDictionary<string, DocumentTypeCode> codes) =>
        existing.Stored.Select(file => file.Sha256).SequenceEqual(staged.Select(file => file.Sha256), StringComparer.Ordinal)
        && existing.Attachments.Count == staged.Count(file => file.Folder.Length > 0)
        && HasSameCodes(existing, codes);

    private static bool HasSameFiles(JournalImport existing, ImportRequest request) =>
        existing.Stored.Select(file => file.Sha256).SequenceEqual(
            request.Sources.Concat(request.Attachments).Select(FileDigest.Sha256), StringComparer.Ordinal)
        && existing.Attachments.Count == request.Attachments.Count
        && HasSameCodes(existing, request.Codes);

    private static bool HasSameCodes(JournalImport existing, IReadOnlyDictionary<string, DocumentTypeCode> codes) =>
        existing.DocumentTypeCodes.All(pair => codes.TryGetValue(pair.Key, out DocumentTypeCode? code) && code == pair.Value);

    private static string NameOf(Firm firm, string? branch) => branch is null ? firm.ToString() : $"{firm} - {branch}";

    private static DefterXException Changed(StoredFile file) =>
        new(ErrorIds.JournalUnreadable, Text.Format(Strings.JournalChanged, file.Path), file.Path);

    private static DefterXException Exists(JournalImport existing) => new(
        ErrorIds.LedgerExists,
        Text.Format(
            existing.IsInventory ? Strings.InventoryExists : Strings.JournalExists,
            NameOf(existing.Firm, existing.Branch),
            existing.Period,
            existing.ImportedAt,
            existing.Path),
        existing.Firm.Identifier);
}
