using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes an entryDetail, the same in journal and general ledger but for the context (Yevmiye Defteri Kılavuzu 2.1.1.10).</summary>
internal static class EntryDetailWriter
{
    public static void EntryDetail(
        this CanonicalBuffer buffer, GlVocabulary words, JournalEntry entry, JournalLine line, long lineNumber, long entryCounter)
    {
        buffer.Raw("<gl-cor:entryDetail>"u8)
            .Element(words.LineNumber, lineNumber)
            .Element(words.LineNumberCounter, entryCounter)
            .Raw("<gl-cor:account>"u8)
            .Element(words.AccountMainId, line.AccountMainId)
            .Element(words.AccountMainDescription, line.AccountMainName);
        if (line.AccountSubId is not null)
        {
            buffer.Raw("<gl-cor:accountSub>"u8)
                .Element(words.AccountSubDescription, line.AccountSubName ?? line.AccountMainName)
                .Element(words.AccountSubId, line.AccountSubId)
                .Raw("</gl-cor:accountSub>"u8);
        }

        buffer.Raw("</gl-cor:account>"u8)
            .Element(words.Amount, line.Amount)
            .Element(words.DebitCreditCode, line.IsDebit ? "D" : "C")
            .Element(words.PostingDate, entry.Date)
            .Optional(words.DocumentType, line.DocumentType)
            .Optional(words.DocumentTypeDescription, line.DocumentTypeDescription)
            .Optional(words.DocumentNumber, line.DocumentNumber)
            .Element(words.DocumentReference, entry.Number);
        if (line.DocumentDate is System.DateTime date) buffer.Element(words.DocumentDate, date);
        buffer.Optional(words.PaymentMethod, line.PaymentMethod)
            .Optional(words.DetailComment, line.Comment)
            .Raw("</gl-cor:entryDetail>\n"u8);
    }
}
