using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>The imported exports in the office folder, <c>journals/VKN/2026-09[/0001]</c>:
/// the file as it came and import.json.</summary>
internal static class JournalStore
{
    private const string RecordName = "import.json";

    /// <summary>Copies an export into the office after having read it through.</summary>
    /// <remarks>The same file again changes nothing. When it fails nothing has changed.</remarks>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>, <see cref="ErrorIds.JournalNotFound"/>,
    /// <see cref="ErrorIds.LedgerExists"/> (another import is there),
    /// <see cref="ErrorIds.FirmNotFound"/> (no such branch).</exception>
    public static JournalImport Import(
        OfficeFolder office,
        Firm firm,
        Period period,
        string? branch,
        string sourcePath,
        ImportOptions options,
        CancellationToken cancellationToken)
    {
        CheckBranch(firm, branch);
        string source = Path.GetFullPath(sourcePath);
        if (!File.Exists(source))
        {
            throw new DefterXException(ErrorIds.JournalNotFound, Text.Format(Strings.FileNotFound, source), source);
        }

        string folder = office.JournalFolder(firm.Identifier, period, branch);
        string path = Path.Combine(folder, Path.GetFileName(source));
        string temporary = AtomicFile.TemporaryName(Path.Combine(office.Path, Path.GetFileName(source)));
        try
        {
            // What is kept is what was read: the copy is checked, not the source, which may change meanwhile.
            string digest = Copy(source, temporary, cancellationToken);
            JournalImport? existing = Find(office, firm, period, branch);
            if (existing?.Sha256 == digest) return existing;
            if (existing is not null && !options.Force) throw Exists(existing);

            JournalImport import =
                Count(firm, period, branch, temporary, source, cancellationToken) with { Path = path, Sha256 = digest };
            Keep(import, temporary);
            return import;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The import of a month, or null.</summary>
    public static JournalImport? Find(OfficeFolder office, Firm firm, Period period, string? branch)
    {
        CheckBranch(firm, branch);
        string folder = office.JournalFolder(firm.Identifier, period, branch);
        string record = Path.Combine(folder, RecordName);
        if (!File.Exists(record)) return null;
        Record stored = OfficeJson.Read<Record>(record, ErrorIds.JournalUnreadable);
        FileInfo file = new(Path.Combine(folder, Path.GetFileName(stored.File)));

        // A replacement that was cut short leaves a file that the record does not describe; it is imported again.
        if (!file.Exists || file.Length != stored.Length) return null;
        return new JournalImport
        {
            Firm = firm,
            Period = period,
            Branch = branch,
            Path = file.FullName,
            Entries = stored.Entries,
            Lines = stored.Lines,
            TotalDebit = stored.TotalDebit,
            TotalCredit = stored.TotalCredit,
            ImportedAt = stored.ImportedAt.LocalDateTime,
            Sha256 = stored.Sha256,
        };
    }

    /// <summary>The import of a month.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>.</exception>
    public static JournalImport Get(OfficeFolder office, Firm firm, Period period, string? branch) =>
        Find(office, firm, period, branch) ?? throw new DefterXException(
            ErrorIds.JournalNotFound, Text.Format(Strings.JournalNotFound, NameOf(firm, branch), period), firm.Identifier);

    /// <summary>A reader of the entries.</summary>
    public static IJournalReader OpenReader(JournalImport import) => Reader(import.Firm, import.Path, import.Path);

    private static CsvJournalReader Reader(Firm firm, string path, string displayName) =>
        new(path, firm.Creator ?? firm.Accountants[0].Name, displayName);

    private static void CheckBranch(Firm firm, string? branch)
    {
        if (branch is null && firm.Branches.Count == 0) return;
        if (branch is not null && firm.Branches.Any(known => known.Number == branch)) return;
        string numbers = string.Join(", ", firm.Branches.Select(known => known.Number));
        string message =
            firm.Branches.Count == 0 ? Text.Format(Strings.BranchRefused, firm, branch)
            : branch is null ? Text.Format(Strings.BranchRequired, firm, numbers)
            : Text.Format(Strings.BranchUnknown, firm, branch, numbers);
        throw new DefterXException(ErrorIds.FirmNotFound, message, firm.Identifier);
    }

    private static string Copy(string source, string target, CancellationToken cancellationToken)
    {
        using HashStream hash = new(HashAlgorithmName.SHA256);
        using FileStream input = new(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using FileStream output = AtomicFile.CreateNew(target);
        byte[] block = new byte[1 << 17];
        for (int length; (length = input.Read(block, 0, block.Length)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Write(block, 0, length);
            output.Write(block, 0, length);
        }

        output.Flush(flushToDisk: true);
        return FileDigest.ToHexadecimal(hash.GetHashAndReset());
    }

    private static JournalImport Count(
        Firm firm, Period period, string? branch, string path, string displayName, CancellationToken cancellationToken)
    {
        long entries = 0;
        long lines = 0;
        decimal debit = 0;
        decimal credit = 0;
        foreach (JournalEntry entry in Reader(firm, path, displayName).ReadEntries(cancellationToken))
        {
            if (!period.Contains(entry.Date))
            {
                throw JournalError.At(
                    displayName, entry.SourceLine, Strings.EntryOutsidePeriod, entry.Number, entry.Date, period);
            }

            entries++;
            lines += entry.Lines.Count;
            foreach (JournalLine line in entry.Lines)
            {
                if (line.IsDebit) debit += line.Amount;
                else credit += line.Amount;
            }
        }

        return new JournalImport
        {
            Firm = firm,
            Period = period,
            Branch = branch,
            Path = path,
            Entries = entries,
            Lines = lines,
            TotalDebit = debit,
            TotalCredit = credit,
            ImportedAt = DateTime.Now,
            Sha256 = "",
        };
    }

    private static void Keep(JournalImport import, string temporary)
    {
        string folder = Path.GetDirectoryName(import.Path)!;
        string record = Path.Combine(folder, RecordName);
        PrivateFolder.Create(folder);
        if (File.Exists(record)) SetAside(Path.Combine(folder, OfficeJson.Read<Record>(record, ErrorIds.JournalUnreadable).File));
        if (File.Exists(import.Path)) SetAside(import.Path);
        AtomicFile.Replace(temporary, import.Path);
        Record stored = new()
        {
            File = Path.GetFileName(import.Path),
            Length = new FileInfo(import.Path).Length,
            Sha256 = import.Sha256,
            Entries = import.Entries,
            Lines = import.Lines,
            TotalDebit = import.TotalDebit,
            TotalCredit = import.TotalCredit,
            ImportedAt = import.ImportedAt,
            ImportedBy = LoginThrottle.CurrentAccount,
        };
        OfficeJson.Write(record, stored, ErrorIds.JournalUnreadable);
    }

    private static void SetAside(string path)
    {
        if (!File.Exists(path)) return;
        string stamp = DateTime.Now.ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture);
        File.Move(path, $"{path}.replaced-{stamp}");
    }

    private static string NameOf(Firm firm, string? branch) => branch is null ? firm.ToString() : $"{firm} - {branch}";

    private static DefterXException Exists(JournalImport existing) => new(
        ErrorIds.LedgerExists,
        Text.Format(
            Strings.JournalExists, NameOf(existing.Firm, existing.Branch), existing.Period, existing.ImportedAt, existing.Path),
        existing.Firm.Identifier);

    private sealed record Record
    {
        public required string File { get; init; }

        public required long Length { get; init; }

        public required string Sha256 { get; init; }

        public required long Entries { get; init; }

        public required long Lines { get; init; }

        public required decimal TotalDebit { get; init; }

        public required decimal TotalCredit { get; init; }

        public required DateTimeOffset ImportedAt { get; init; }

        public required string ImportedBy { get; init; }
    }
}
