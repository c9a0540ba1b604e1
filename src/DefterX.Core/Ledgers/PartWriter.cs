using System;
using System.IO;
using DefterX.Files;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Writes a part of a month: its journal while the entries come, its general ledger at the end.</summary>
internal sealed class PartWriter : IDisposable
{
    // What a signature with a certificate chain and the ends of the file take.
    private const int SignatureReserve = 64 << 10;
    private readonly LedgerRequest _request;
    private readonly string _ledgerPath;
    private readonly FileStream _stream;
    private readonly LedgerFileWriter _file;
    private readonly AccountSpool _spool;
    private readonly JournalWriter _journal;
    private readonly long _room;
    private readonly long _accountBytes;
    private LedgerPart _part;

    /// <param name="part">The part as far as it is known.</param>
    /// <param name="before">The counters before the part.</param>
    public PartWriter(StagedFiles staged, LedgerRequest request, LedgerPart part, LedgerCounters before, LedgerTotals totals)
    {
        _request = request;
        _part = part;
        string path = staged.Add(LedgerFileKind.Y);
        _ledgerPath = staged.Add(LedgerFileKind.K);
        _accountBytes = GeneralLedgerWriter.LargestHeader(request);
        _stream = AtomicFile.CreateNew(path);
        _file = new LedgerFileWriter(_stream);
        _spool = new AccountSpool(AtomicFile.TemporaryName(path + ".spool"));
        _journal = new JournalWriter(_file, request, part, before, _spool, totals);
        long attachments = part.Sequence == request.Before.PartNumber + 1 ? AttachmentWriter.LengthOf(request.Attachments) : 0;
        HeadLength = _file.Length;
        _room = request.LargestFile - SignatureReserve;
        JournalReserve = attachments;
    }

    private long HeadLength { get; }

    private long JournalReserve { get; }

    /// <summary>The date of the last entry; null before the first.</summary>
    public DateTime? LastDate { get; private set; }

    /// <summary>The counters after what was written.</summary>
    public LedgerCounters Counters => new(_journal.EntryNumber, _journal.LineNumber, _part.Sequence);

    /// <summary>Whether another entry fits into both files.</summary>
    public bool HasRoomFor(JournalEntry entry)
    {
        long journal = _file.Length + JournalReserve;
        long accounts = (_spool.AccountCount + entry.Lines.Count) * _accountBytes;
        long ledger = HeadLength + _spool.Length + accounts;
        long most = EntrySize.Most(entry);
        if (journal + most <= _room && ledger + most <= _room) return true;
        (long journalBytes, long ledgerBytes) = _journal.Measure(entry);
        return journal + journalBytes <= _room && ledger + ledgerBytes <= _room;
    }

    public void Write(JournalEntry entry)
    {
        _journal.Write(entry);
        LastDate = entry.Date;
    }

    /// <summary>Ends the journal and writes the general ledger.</summary>
    /// <param name="end">The last day of the part.</param>
    /// <param name="afterAccount">Called after each account.</param>
    public void Complete(DateTime end, Action afterAccount)
    {
        _journal.End(end);
        _stream.Flush(flushToDisk: true);
        _part = _part with { End = end };
        using FileStream stream = AtomicFile.CreateNew(_ledgerPath);
        using LedgerFileWriter file = new(stream);
        GeneralLedgerWriter.Write(file, _request, _part, _spool, afterAccount);
        stream.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _spool.Dispose();
        _file.Dispose();
        _stream.Dispose();
    }
}
