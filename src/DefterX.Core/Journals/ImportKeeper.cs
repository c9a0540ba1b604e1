using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>Keeps imported files in the office folder.</summary>
internal static class ImportKeeper
{
    /// <summary>Moves the files into the month's folder, writes the record and sets the files of the import before aside.</summary>
    /// <remarks>The record is the last thing that counts: until it is written the import before it stands, whatever happens.</remarks>
    /// <param name="import">What was read.</param>
    /// <param name="staged">Copies of its files, then of its attachments.</param>
    /// <param name="folder">The month's folder.</param>
    public static void Keep(JournalImport import, IReadOnlyList<StagedFile> staged, string folder)
    {
        ImportRecord? before = ImportRecord.Read(folder);
        RecordedFile[] kept = [.. staged.Select(file => file.Keep(folder))];
        RecordedCode[] codes = [.. import.DocumentTypeCodes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new RecordedCode(pair.Key, pair.Value.Type, pair.Value.Description))];
        ImportRecord record = new()
        {
            Files = kept.Take(import.Files.Count).ToArray(),
            Attachments = kept.Skip(import.Files.Count).ToArray(),
            BaseIndex = import.Files.TakeWhile(path => path != import.Path).Count(),
            DocumentTypeCodes = codes,
            Sha256 = DigestOf(kept, codes),
            Layout = import.Layout,
            Entries = import.Entries,
            Lines = import.Lines,
            FirstEntryNumber = import.FirstEntryNumber,
            LastEntryNumber = import.LastEntryNumber,
            FirstDate = import.FirstDate,
            LastDate = import.LastDate,
            TotalDebit = import.TotalDebit,
            TotalCredit = import.TotalCredit,
            Notices = import.Notices,
            ImportedAt = import.ImportedAt,
            ImportedBy = LoginThrottle.CurrentAccount,
        };
        OfficeJson.Write(Path.Combine(folder, ImportRecord.FileName), record, ErrorIds.JournalUnreadable);
        if (before is null) return;
        foreach (RecordedFile file in before.Files.Concat(before.Attachments))
        {
            if (!kept.Any(other => other.Name == file.Name)) SetAside(ImportRecord.PathOf(folder, file));
        }
    }

    // The digest of a single file is the file's own.
    private static string DigestOf(RecordedFile[] files, RecordedCode[] codes)
    {
        if (files.Length == 1 && codes.Length == 0) return files[0].Sha256;
        StringBuilder text = new();
        foreach (RecordedFile file in files) text.Append(file.Sha256).Append('\n');
        foreach (RecordedCode code in codes)
        {
            text.Append(code.Name).Append(' ').Append(code.Type).Append(' ').Append(code.Description).Append('\n');
        }

        using SHA256 hash = SHA256.Create();
        return FileDigest.ToHexadecimal(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void SetAside(string path)
    {
        if (!File.Exists(path)) return;
        string stamp = DateTime.Now.ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture);
        File.Move(path, $"{path}.replaced-{stamp}");
    }
}
