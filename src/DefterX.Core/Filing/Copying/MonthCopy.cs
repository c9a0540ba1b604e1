using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Copying;

/// <summary>Copies a month of an office into another, byte for byte: the imported exports, the ledgers and berats, and the record of what
/// was done. A copy that was cut short is gone on with.</summary>
internal sealed class MonthCopy(OfficeFolder source, OfficeFolder target, LedgerId id)
{
    private const int BlockSize = 1 << 17;

    /// <summary>Copies what is missing.</summary>
    /// <returns>Whether anything was.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerExists"/>: something else of the month is there;
    /// <see cref="ErrorIds.LedgerLocked"/>: somebody works on it; those of a service.</exception>
    public bool Run(CancellationToken cancellationToken)
    {
        MonthFolder from = MonthStore.Of(source).Open(id);
        using IMonthLock reading = MonthStore.Of(source).Lock(from, cancellationToken);
        MonthFolder to = MonthStore.Of(target).Open(id);
        using IMonthLock writing = MonthStore.Of(target).Lock(to, cancellationToken);
        IReadOnlyDictionary<string, string> sources = new MonthFiles(source, from).Local();
        IReadOnlyDictionary<string, string> there = new MonthFiles(target, to).Local();
        IReadOnlyList<string> lines = from.Log.ReadLines();
        IReadOnlyList<string> linesThere = to.Log.ReadLines();
        if (!IsPartOf(there, sources) || !lines.Take(linesThere.Count).SequenceEqual(linesThere, StringComparer.Ordinal))
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.CopyDiffers, id, target), id.Firm);
        string[] missing = [.. sources.Keys.Where(name => !there.ContainsKey(name))];
        if (missing.Length == 0 && lines.Count == linesThere.Count) return false;
        Write(missing, sources, to, lines, cancellationToken);
        writing.Keep();
        return true;
    }

    // With the leading ledger the month is created: by then the record must say what was done with it.
    private void Write(
        string[] missing, IReadOnlyDictionary<string, string> sources, MonthFolder to, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        MonthFiles files = new(target, to);
        foreach (string name in files.InWritingOrder(missing.Where(name => !files.IsLeading(name)))) Copy(name);
        to.Log.ReplaceLines(lines);
        foreach (string name in files.InWritingOrder(missing.Where(files.IsLeading))) Copy(name);
        if (sources.Keys.Any(name => name.StartsWith(FileNames.Ledgers, StringComparison.Ordinal))) ViewStylesheets.WriteTo(to.FolderPath);

        void Copy(string name) => CopyFile(sources[name], files.PathOf(name), cancellationToken);
    }

    private static bool IsPartOf(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> whole) =>
        files.All(file => whole.TryGetValue(file.Key, out string? other)
            && new FileInfo(file.Value).Length == new FileInfo(other).Length
            && FileDigest.Sha256(file.Value) == FileDigest.Sha256(other));

    private static void CopyFile(string from, string to, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(Path.GetDirectoryName(to)!);
        using FileStream input = new(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        AtomicFile.Write(to, output =>
        {
            byte[] block = new byte[BlockSize];
            for (int count; (count = input.Read(block, 0, block.Length)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                output.Write(block, 0, count);
            }
        });
    }
}
