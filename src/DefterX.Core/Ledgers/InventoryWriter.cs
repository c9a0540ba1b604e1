using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes a part of the inventory (envanter defteri) entry by entry (Envanter Defteri Kılavuzu v1.0).</summary>
internal sealed class InventoryWriter
{
    private const string Root = "defter";
    private readonly LedgerFileWriter _file;
    private readonly LedgerRequest _request;
    private readonly GlVocabulary _words;

    /// <param name="file">The empty file.</param>
    /// <param name="part">The part; it starts and ends on the day of the inventory (schematron E038).</param>
    /// <param name="before">The counters before the part.</param>
    public InventoryWriter(LedgerFileWriter file, LedgerRequest request, LedgerPart part, LedgerCounters before)
    {
        _file = file;
        _request = request;
        _words = new GlVocabulary(GlVocabulary.InventoryContext, request.Id.Firm.Currency);
        EntryNumber = before.EntryNumber;
        LineNumber = before.LineNumber;
        file.Buffer.StartDocument(Root, "envanter")
            .Context(_words, request.Id.Firm.Identifier, request.CreationDate, request.Id.Firm.Currency);
        new GlHeadWriter(file.Buffer, request, part, _words.Context).Write("assets", "ENV", "envanter defteri");
    }

    /// <summary>The last entryNumberCounter written.</summary>
    public long EntryNumber { get; private set; }

    /// <summary>The last lineNumber written.</summary>
    public long LineNumber { get; private set; }

    public void Write(InventoryEntry entry)
    {
        EntryNumber++;
        _file.Buffer.Raw("<gl-cor:entryHeader>\n"u8)
            .Element(_words.EnteredBy, entry.EnteredBy)
            .Element(_words.EnteredDate, entry.Date)
            .Element(_words.EntryNumber, entry.Number)
            .Optional(_words.EntryComment, entry.Comment)
            .Branch(_words, _request.Id.Branch)
            .Element(_words.EntryNumberCounter, EntryNumber)
            .Raw("\n"u8);
        foreach (InventoryLine line in entry.Lines)
        {
            LineNumber++;
            Write(_file.Buffer, line, LineNumber);
            _file.FlushIfFull();
        }

        _file.Buffer.Raw("</gl-cor:entryHeader>\n"u8);
        _file.FlushIfFull();
    }

    /// <summary>An upper bound of the bytes that a line takes.</summary>
    public long Measure(InventoryLine line)
    {
        CanonicalBuffer scratch = new();
        Write(scratch, line, long.MaxValue);
        return scratch.Length;
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        _file.Buffer.EndXbrl().EndDocument(Root);
        _file.Complete();
    }

    private void Write(CanonicalBuffer buffer, InventoryLine line, long number)
    {
        buffer.Raw("<gl-cor:entryDetail>"u8)
            .Element(_words.LineNumber, number)
            .Element(_words.LineNumberCounter, EntryNumber)
            .Account(_words, line.AccountMainId, line.AccountMainName, line.AccountSubId, line.AccountSubName)
            .Element(_words.Amount, line.Amount)
            .Currencies(_words, line.AmountCurrency, line.Foreign)
            .Optional(_words.DetailComment, line.Comment);
        if (line.Measurable is Measurable measurable)
        {
            buffer.Raw("<gl-bus:measurable>"u8)
                .Optional(_words.MeasurableId, measurable.Id)
                .Optional(_words.MeasurableDescription, measurable.Description);
            if (measurable.Quantity is decimal quantity) buffer.Number(_words.MeasurableQuantity, quantity);
            buffer.Optional(_words.MeasurableUnitOfMeasure, measurable.UnitOfMeasure).Raw("</gl-bus:measurable>"u8);
        }

        buffer.Raw("</gl-cor:entryDetail>\n"u8);
    }
}
