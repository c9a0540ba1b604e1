using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Creates a month in one pass over its entries: for each part a journal and a general ledger, and one unsigned report.</summary>
/// <remarks>A month is split where the caller says so, and between two entries where a file would become too large
/// (Teknik Kılavuz 2.2).</remarks>
internal sealed class LedgerCreator
{
    private readonly MonthFolder _folder;
    private readonly LedgerRequest _request;
    private readonly ICreatedFiles _files;
    private readonly Queue<DateTime> _splits;
    private readonly LedgerTotals _totals = new();
    private LedgerCounters _counters;
    private int _parts;

    /// <param name="files">Takes the files as they are written; they are left unsigned without it.</param>
    public LedgerCreator(MonthFolder folder, LedgerRequest request, ICreatedFiles? files = null)
    {
        _files = files ?? UnsignedFiles.Instance;
        _folder = folder;
        _request = request;
        _counters = request.Before;
        Period period = request.Id.Period;
        IEnumerable<DateTime> splits = request.SplitDates.Where(date => date > period.Start && date <= period.End);
        _splits = new Queue<DateTime>(splits.Distinct().OrderBy(date => date));
    }

    /// <summary>Writes the files to temporary names and renames them when all are whole.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>
    /// when a single entry would make a file larger than GİB takes.</exception>
    public CreatedFigures Create(IEnumerable<JournalEntry> entries, CancellationToken cancellationToken) =>
        Create(entries, _ => { }, cancellationToken);

    /// <param name="record">Takes the figures before the files get their names.</param>
    /// <inheritdoc cref="Create(IEnumerable{JournalEntry}, CancellationToken)"/>
    public CreatedFigures Create(IEnumerable<JournalEntry> entries, Action<CreatedFigures> record, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(_folder.FolderPath);
        using StagedFiles staged = new(_folder);
        WriteParts(entries, staged, cancellationToken);
        WriteReport(staged, cancellationToken);
        CreatedFigures figures = new(
            _counters.PartNumber,
            _totals.Entries,
            _totals.Lines,
            _totals.Debit,
            _totals.Credit,
            _request.Before.EntryNumber + 1,
            _counters.EntryNumber);
        staged.Commit(isWhole: _parts == 1, () => record(figures));
        return figures;
    }

    private void WriteParts(IEnumerable<JournalEntry> entries, StagedFiles staged, CancellationToken cancellationToken)
    {
        Period period = _request.Id.Period;
        PartWriter part = Open(staged, period.Start);
        try
        {
            foreach (JournalEntry entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (StartOfNext(part, entry) is (DateTime end, DateTime start))
                {
                    Close(part, end, isLast: false);
                    part = Open(staged, start);
                }

                if (!part.HasRoomFor(entry)) throw TooLarge(entry);
                part.Write(entry);
            }

            Close(part, period.End, isLast: true);
        }
        finally
        {
            part.Dispose();
        }

        void Close(PartWriter done, DateTime end, bool isLast)
        {
            done.Complete(end, cancellationToken.ThrowIfCancellationRequested);
            _files.TakePart(staged, done.Files, isWhole: isLast && _parts == 1, cancellationToken);
            _counters = done.Counters;
            done.Dispose();
        }
    }

    private PartWriter Open(StagedFiles staged, DateTime start)
    {
        LedgerPart part = new(_counters.PartNumber + 1, start, _request.Id.Period.End);
        return new PartWriter(staged, ++_parts, _request, part, _counters, _totals);
    }

    /// <summary>The last day of the part and the first one of the next, when the entry begins another part. No day lies between
    /// them, and a day may be in both (Teknik Kılavuz 2.2).</summary>
    private (DateTime End, DateTime Start)? StartOfNext(PartWriter part, JournalEntry entry)
    {
        DateTime? split = null;
        while (_splits.Count > 0 && entry.Date >= _splits.Peek())
        {
            DateTime date = _splits.Dequeue();
            split ??= date;
        }

        if (part.LastDate is not DateTime last) return null;
        if (split is DateTime first) return (first.AddDays(-1), first);
        if (part.HasRoomFor(entry)) return null;
        return (last, entry.Date == last ? last : last.AddDays(1));
    }

    private void WriteReport(StagedFiles staged, CancellationToken cancellationToken)
    {
        using WrittenFile report = staged.Create(_request.Id.FileName(LedgerFileKind.DR));
        ReportWriter.Write(report.Writer, LedgerHead.Read(staged.First), _request.Id.Period, _counters.PartNumber, _totals);
        _files.TakeReport(report, cancellationToken);
    }

    private DefterXException TooLarge(JournalEntry entry) => new(
        ErrorIds.LedgerInvalid,
        Text.Format(Strings.EntryTooLarge, _request.Id, entry.Number, entry.Lines.Count, _request.LargestFile / 1_000_000),
        _request.Id.Firm);
}
