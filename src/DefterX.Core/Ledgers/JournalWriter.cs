using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes the journal (yevmiye) entry by entry and feeds totals and the account spool on the way.</summary>
internal sealed class JournalWriter
{
    private const string Root = "defter";
    private readonly LedgerFileWriter _file;
    private readonly LedgerRequest _request;
    private readonly AccountSpool _spool;
    private readonly GlVocabulary _words;
    private readonly GlVocabulary _ledgerWords;
    private readonly CanonicalBuffer _detail = new();

    public JournalWriter(LedgerFileWriter file, LedgerRequest request, AccountSpool spool)
    {
        _file = file;
        _request = request;
        _spool = spool;
        string currency = request.Id.Firm.Currency;
        _words = new GlVocabulary(GlVocabulary.JournalContext, currency);
        _ledgerWords = new GlVocabulary(GlVocabulary.LedgerContext, currency);
        EntryNumber = request.Before.EntryNumber;
        LineNumber = request.Before.LineNumber;
    }

    public LedgerTotals Totals { get; } = new();

    /// <summary>The last entryNumberCounter written.</summary>
    public long EntryNumber { get; private set; }

    /// <summary>The last lineNumber written.</summary>
    public long LineNumber { get; private set; }

    public void Start()
    {
        _file.Buffer.StartDocument(Root, "yevmiye")
            .Context(_words, _request.Id.Firm.Identifier, _request.CreationDate, _request.Id.Firm.Currency);
        new GlHeadWriter(_file.Buffer, _request, _words.Context).Write("journal", "YEV", "yevmiye defteri");
    }

    public void Write(JournalEntry entry)
    {
        EntryNumber++;
        Totals.Entries++;
        decimal debit = 0;
        decimal credit = 0;
        foreach (JournalLine line in entry.Lines)
        {
            if (line.IsDebit) debit += line.Amount;
            else credit += line.Amount;
        }

        CanonicalBuffer buffer = _file.Buffer;
        buffer.Raw("<gl-cor:entryHeader>\n"u8)
            .Element(_words.EnteredBy, entry.EnteredBy)
            .Element(_words.EnteredDate, entry.Date)
            .Element(_words.EntryNumber, entry.Number)
            .Optional(_words.EntryComment, entry.Comment)
            .Branch(_words, _request.Id.Branch)
            .Element(_words.TotalDebit, debit)
            .Element(_words.TotalCredit, credit)
            .Element(_words.EntryNumberCounter, EntryNumber)
            .Raw("\n"u8);
        foreach (JournalLine line in entry.Lines)
        {
            LineNumber++;
            buffer.EntryDetail(_words, entry, line, LineNumber, EntryNumber);
            _detail.Clear();
            _detail.EntryDetail(_ledgerWords, entry, line, LineNumber, EntryNumber);
            _spool.Append(new AccountKey(line.AccountMainId, line.AccountSubId), line.Amount, line.IsDebit, _detail.Bytes);
            Totals.Add(line.AccountMainId, line.AccountMainName, line.Amount, line.IsDebit);
            _file.FlushIfFull();
        }

        buffer.Raw("</gl-cor:entryHeader>\n"u8);
    }

    /// <returns>SHA-256 of the file.</returns>
    public byte[] End()
    {
        _file.Buffer.EndXbrl().EndDocument(Root);
        return _file.Complete();
    }
}
