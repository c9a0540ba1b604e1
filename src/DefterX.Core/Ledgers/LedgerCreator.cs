using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using DefterX.Files;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Creates a month: journal, general ledger and unsigned report, in one pass over the entries.</summary>
internal sealed class LedgerCreator
{
    /// <summary>A file larger than this must be split (Teknik Kılavuz 2.2).</summary>
    internal const long MaximumBytes = 200L << 20;

    private readonly MonthFolder _folder;
    private readonly LedgerRequest _request;

    public LedgerCreator(MonthFolder folder, LedgerRequest request)
    {
        _folder = folder;
        _request = request;
    }

    /// <summary>Writes the three files to temporary names and renames them when all are whole.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> when a file would be larger than GİB takes.</exception>
    public CreatedFigures Create(IEnumerable<JournalEntry> entries, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(_folder.FolderPath);
        string journal = AtomicFile.TemporaryName(_folder.PathOf(LedgerFileKind.Y));
        string ledger = AtomicFile.TemporaryName(_folder.PathOf(LedgerFileKind.K));
        string report = AtomicFile.TemporaryName(_folder.PathOf(LedgerFileKind.DR));
        try
        {
            CreatedFigures figures = Write(entries, journal, ledger, report, cancellationToken);
            AtomicFile.Replace(report, _folder.PathOf(LedgerFileKind.DR));
            AtomicFile.Replace(ledger, _folder.PathOf(LedgerFileKind.K));
            AtomicFile.Replace(journal, _folder.PathOf(LedgerFileKind.Y));
            return figures;
        }
        finally
        {
            File.Delete(journal);
            File.Delete(ledger);
            File.Delete(report);
        }
    }

    private CreatedFigures Write(
        IEnumerable<JournalEntry> entries, string journal, string ledger, string report, CancellationToken cancellationToken)
    {
        using AccountSpool spool = new(AtomicFile.TemporaryName(Path.Combine(_folder.FolderPath, "spool")));
        JournalWriter? writer = null;
        WriteFile(journal, file =>
        {
            writer = new JournalWriter(file, _request, spool);
            writer.Start();
            foreach (JournalEntry entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(entry);
            }

            writer.End();
        });
        WriteFile(ledger, file => GeneralLedgerWriter.Write(file, _request, spool, cancellationToken.ThrowIfCancellationRequested));
        LedgerTotals totals = writer!.Totals;
        WriteFile(report, file => ReportWriter.Write(file, _request, totals));
        return new CreatedFigures(
            _request.PartNumber,
            totals.Entries,
            totals.Lines,
            totals.Debit,
            totals.Credit,
            _request.Before.EntryNumber + 1,
            writer.EntryNumber);
    }

    private void WriteFile(string path, Action<LedgerFileWriter> write)
    {
        using FileStream stream = AtomicFile.CreateNew(path);
        using LedgerFileWriter file = new(stream);
        write(file);
        if (file.Length > MaximumBytes)
        {
            throw new DefterXException(
                ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerTooLarge, _request.Id, file.Length >> 20), _request.Id.Firm);
        }

        stream.Flush(flushToDisk: true);
    }
}
