using System;
using System.Collections.Generic;
using System.Globalization;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes the report of a month (defter raporu, DR; Defter Raporu Beratı Kılavuzu v1.0).</summary>
internal static class ReportWriter
{
    private const string Root = "defterraporu";

    /// <param name="head">The head of the month's first journal.</param>
    /// <param name="period">The month.</param>
    /// <param name="sequence">The number of the month's last part within the fiscal year.</param>
    /// <param name="totals">The figures of all the month's journals.</param>
    public static void Write(LedgerFileWriter file, LedgerHead head, Period period, int sequence, LedgerTotals totals)
    {
        GlVocabulary words = new(GlVocabulary.ReportContext, head.Currency);
        CanonicalBuffer buffer = file.Buffer;
        GlElement uniqueId = new("gl-cor:uniqueID", words.Context);
        buffer.StartDocument(Root, Root).Context(
            words, head.Identifier, head.Instant, head.Currency, segment => segment.Element(uniqueId, Guid.NewGuid().ToString("D")));
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["entriesType"] = "trialbalance",
            ["uniqueID"] = "EDR" + period.Compact + sequence.ToString("D6", CultureInfo.InvariantCulture),
            ["entriesComment"] = EntriesComment.Of(period.Start, period.End, head.Title, head.BranchName, "Berat (Defter Raporu)"),
            ["periodCoveredStart"] = Day(period.Start),
            ["periodCoveredEnd"] = Day(period.End),
        };
        new LedgerHeadWriter(buffer, words.Context, values).Write(head);
        PeriodChangeWriter lines = new(buffer, words);
        foreach (AccountTotals account in totals.Accounts)
        {
            lines.Account(account.Account, account.Name, account.Debit, account.Credit, account.DebitLines, account.CreditLines);
            file.FlushIfFull();
        }

        lines.End();
        buffer.EndXbrl().EndDocument(Root);
        file.Complete();
    }

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
