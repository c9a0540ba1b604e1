using System;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes the report of a month (defter raporu, DR; Defter Raporu Beratı Kılavuzu v1.0).</summary>
internal static class ReportWriter
{
    private const string Root = "defterraporu";

    /// <param name="sequence">The number of the month's last part within the fiscal year.</param>
    /// <returns>SHA-256 of the file.</returns>
    public static byte[] Write(LedgerFileWriter file, LedgerRequest request, int sequence, LedgerTotals totals)
    {
        GlVocabulary words = new(GlVocabulary.ReportContext, request.Id.Firm.Currency);
        CanonicalBuffer buffer = file.Buffer;
        GlElement uniqueId = new("gl-cor:uniqueID", words.Context);
        buffer.StartDocument(Root, Root).Context(
            words,
            request.Id.Firm.Identifier,
            request.CreationDate,
            request.Id.Firm.Currency,
            segment => segment.Element(uniqueId, Guid.NewGuid().ToString("D")));
        LedgerPart month = new(sequence, request.Id.Period.Start, request.Id.Period.End);
        new GlHeadWriter(buffer, request, month, words.Context).Write("trialbalance", "EDR", "Berat (Defter Raporu)");
        PeriodChangeWriter lines = new(buffer, words);
        foreach (AccountTotals account in totals.Accounts)
        {
            lines.Account(account.Account, account.Name, account.Debit, account.Credit, account.DebitLines, account.CreditLines);
            file.FlushIfFull();
        }

        lines.End();
        buffer.EndXbrl().EndDocument(Root);
        return file.Complete();
    }
}
