using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes the one entryHeader of berats and reports: gross movements of main accounts, debit before credit.</summary>
/// <remarks>Berat Kılavuzu v1.2; Defter Raporu Beratı Kılavuzu v1.0; schematron B034-B059, R030-R051.</remarks>
internal sealed class PeriodChangeWriter
{
    private readonly CanonicalBuffer _buffer;
    private readonly GlVocabulary _words;
    private long _lineNumber;

    public PeriodChangeWriter(CanonicalBuffer buffer, GlVocabulary words)
    {
        _buffer = buffer;
        _words = words;
        buffer.Raw("<gl-cor:entryHeader>\n"u8).Element(words.QualifierEntry, "standard").Raw("\n"u8);
    }

    /// <summary>A pair of lines, debit and credit.</summary>
    /// <param name="debitLines">How many lines make the debit, for reports; null in berats.</param>
    /// <param name="creditLines">How many lines make the credit, for reports; null in berats.</param>
    public void Account(string account, string name, decimal debit, decimal credit, long? debitLines = null, long? creditLines = null)
    {
        Line(account, name, debit, "D", debitLines);
        Line(account, name, credit, "C", creditLines);
    }

    public void End() => _buffer.Raw("</gl-cor:entryHeader>\n"u8);

    private void Line(string account, string name, decimal amount, string side, long? lines)
    {
        _buffer.Raw("<gl-cor:entryDetail>"u8)
            .Element(_words.LineNumber, ++_lineNumber)
            .Raw("<gl-cor:account>"u8)
            .Element(_words.AccountMainId, account)
            .Element(_words.AccountMainDescription, name)
            .Raw("</gl-cor:account>"u8)
            .Element(_words.Amount, amount)
            .Element(_words.DebitCreditCode, side);
        if (lines is long count) _buffer.Element(_words.DocumentApplyToNumber, count);
        _buffer.Raw("<gl-cor:xbrlInfo>"u8)
            .Element(_words.XbrlInclude, "period_change")
            .Raw("</gl-cor:xbrlInfo></gl-cor:entryDetail>\n"u8);
    }
}
