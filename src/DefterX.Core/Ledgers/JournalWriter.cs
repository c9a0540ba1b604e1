using System;
using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes a part of the journal (yevmiye) entry by entry.</summary>
internal sealed class JournalWriter
{
    private const string Root = "defter";
    private readonly LedgerFileWriter _file;
    private readonly LedgerRequest _request;
    private readonly GlVocabulary _words;
    private LedgerPart _part;

    /// <param name="file">The empty file.</param>
    /// <param name="part">The part as far as it is known; its end may turn out another.</param>
    /// <param name="before">The counters before the part.</param>
    public JournalWriter(LedgerFileWriter file, LedgerRequest request, LedgerPart part, LedgerCounters before)
    {
        _file = file;
        _request = request;
        _part = part;
        _words = new GlVocabulary(GlVocabulary.JournalContext, request.Id.Firm.Currency);
        EntryNumber = before.EntryNumber;
        LineNumber = before.LineNumber;
        WriteHead(file.Buffer);
    }

    /// <summary>The last entryNumberCounter written.</summary>
    public long EntryNumber { get; private set; }

    /// <summary>The last lineNumber written.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether this part, the first of the month, takes the attachments in.</summary>
    public bool HasAttachments => _request.Attachments.Count > 0 && _part.Sequence == _request.Before.PartNumber + 1;

    public void Write(JournalEntry entry)
    {
        EntryNumber++;
        WriteHeader(_file.Buffer, entry, EntryNumber);
        foreach (JournalLine line in entry.Lines)
        {
            LineNumber++;
            _file.Buffer.EntryDetail(_words, entry, line, LineNumber, EntryNumber);
            _file.FlushIfFull();
        }

        _file.Buffer.Raw("</gl-cor:entryHeader>\n"u8);
        _file.FlushIfFull();
    }

    /// <summary>The bytes that an entry, which is not written, would take.</summary>
    public long Measure(JournalEntry entry)
    {
        CanonicalBuffer scratch = new();
        WriteHeader(scratch, entry, EntryNumber + 1);
        long length = scratch.Length;
        foreach (JournalLine line in entry.Lines)
        {
            scratch.Clear();
            scratch.EntryDetail(_words, entry, line, LineNumber + entry.Lines.Count, EntryNumber + 1);
            length += scratch.Length;
        }

        return length;
    }

    /// <summary>Ends the file.</summary>
    /// <param name="end">The last day of the part.</param>
    public void End(DateTime end)
    {
        CanonicalBuffer buffer = _file.Buffer;
        buffer.EndXbrl();
        if (HasAttachments) AttachmentWriter.Write(_file, _request.Attachments);

        buffer.EndDocument(Root);
        if (end != _part.End)
        {
            // Where a part ends is known after its last entry. Days and months are written in fixed widths, so that
            // the head keeps its length.
            _part = _part with { End = end };
            CanonicalBuffer head = new();
            WriteHead(head);
            _file.ReplaceStart(head.Bytes);
        }

        _file.Complete();
    }

    private void WriteHead(CanonicalBuffer buffer)
    {
        buffer.StartDocument(Root, "yevmiye")
            .Context(_words, _request.Id.Firm.Identifier, _request.CreationDate, _request.Id.Firm.Currency);
        new GlHeadWriter(buffer, _request, _part, _words.Context).Write("journal", "YEV", "yevmiye defteri");
    }

    private void WriteHeader(CanonicalBuffer buffer, JournalEntry entry, long number)
    {
        decimal debit = 0;
        decimal credit = 0;
        foreach (JournalLine line in entry.Lines)
        {
            if (line.IsDebit) debit += line.Amount;
            else credit += line.Amount;
        }

        buffer.Raw("<gl-cor:entryHeader>\n"u8)
            .Element(_words.EnteredBy, entry.EnteredBy)
            .Element(_words.EnteredDate, entry.Date)
            .Element(_words.EntryNumber, entry.Number)
            .Optional(_words.EntryComment, entry.Comment)
            .Branch(_words, _request.Id.Branch)
            .Element(_words.TotalDebit, debit)
            .Element(_words.TotalCredit, credit)
            .Element(_words.EntryNumberCounter, number)
            .Raw("\n"u8);
    }
}
