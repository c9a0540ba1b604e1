using System;
using System.Collections.Generic;
using DefterX.Files;
using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes a part of a month: its journal while the entries come, its general ledger at the end.</summary>
internal sealed class PartWriter : IDisposable
{
    // What a signature with a certificate chain and the ends of the file take.
    private const int SignatureReserve = 64 << 10;
    private readonly LedgerRequest _request;
    private readonly StagedFiles _staged;
    private readonly List<WrittenFile> _files = [];
    private readonly LedgerFileWriter _file;
    private readonly AccountSpool _spool;
    private readonly JournalWriter _journal;
    private readonly LedgerTotals _totals;
    private readonly GlVocabulary _ledgerWords;
    private readonly CanonicalBuffer _detail = new();
    private readonly long _headBytes;
    private readonly long _attachmentBytes;
    private readonly long _accountBytes;
    private readonly int _number;
    private LedgerPart _part;

    /// <param name="number">The part's number within the month.</param>
    /// <param name="part">The part as far as it is known.</param>
    /// <param name="before">The counters before the part.</param>
    /// <param name="totals">Takes the figures of the month.</param>
    public PartWriter(
        StagedFiles staged, int number, LedgerRequest request, LedgerPart part, LedgerCounters before, LedgerTotals totals)
    {
        _request = request;
        _part = part;
        _totals = totals;
        _staged = staged;
        _number = number;
        WrittenFile journal = Create(LedgerFileKind.Y);
        _file = journal.Writer;
        _journal = new JournalWriter(_file, request, part, before);
        _headBytes = _file.Length;
        _attachmentBytes = _journal.HasAttachments ? AttachmentWriter.LengthOf(request.Attachments) : 0;
        _accountBytes = GeneralLedgerWriter.LargestHeader(request);
        _ledgerWords = new GlVocabulary(GlVocabulary.LedgerContext, request.Id.Firm.Currency);
        _spool = new AccountSpool(AtomicFile.TemporaryName(journal.Path));
    }

    /// <summary>The date of the last entry; null before the first.</summary>
    public DateTime? LastDate { get; private set; }

    /// <summary>The journal, and once the part is complete the general ledger; open until this is disposed, or closed before.</summary>
    public IReadOnlyList<WrittenFile> Files => _files;

    /// <summary>The counters after what was written.</summary>
    public LedgerCounters Counters => new(_journal.EntryNumber, _journal.LineNumber, _part.Sequence);

    /// <summary>Whether another entry fits into both files.</summary>
    public bool HasRoomFor(JournalEntry entry)
    {
        long ledger = _headBytes + _spool.Length + ((_spool.AccountCount + entry.Lines.Count) * _accountBytes);
        long room = _request.LargestFile - SignatureReserve - Math.Max(_file.Length + _attachmentBytes, ledger);

        // A general ledger's line is shorter than the journal's by a letter an element.
        return EntrySize.Most(entry) <= room || _journal.Measure(entry) <= room;
    }

    public void Write(JournalEntry entry)
    {
        long number = _journal.LineNumber;
        _journal.Write(entry);
        LastDate = entry.Date;
        _totals.Entries++;
        foreach (JournalLine line in entry.Lines)
        {
            _detail.Clear();
            _detail.EntryDetail(_ledgerWords, entry, line, ++number, _journal.EntryNumber);
            _spool.Append(new AccountKey(line.AccountMainId, line.AccountSubId), line.Amount, line.IsDebit, _detail.Bytes);
            _totals.Add(line.AccountMainId, line.AccountMainName, line.Amount, line.IsDebit);
        }
    }

    /// <summary>Ends the journal and writes the general ledger.</summary>
    /// <param name="end">The last day of the part.</param>
    /// <param name="afterAccount">Called after each account.</param>
    public void Complete(DateTime end, Action afterAccount)
    {
        _journal.End(end);
        _part = _part with { End = end };
        GeneralLedgerWriter.Write(Create(LedgerFileKind.K).Writer, _request, _part, _spool, afterAccount);
    }

    public void Dispose()
    {
        _spool.Dispose();
        _files.ForEach(file => file.Dispose());
    }

    private WrittenFile Create(LedgerFileKind kind)
    {
        WrittenFile file = _staged.Create(_request.Id.FileName(kind, _number));
        _files.Add(file);
        return file;
    }
}
