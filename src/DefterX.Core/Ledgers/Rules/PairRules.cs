using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DefterX.Ledgers.Rules;

/// <summary>What has to hold between documents, by their facts.</summary>
internal static class PairRules
{
    /// <summary>Journal and general ledger of a part hold the same lines (Uygulama Kılavuzu C).</summary>
    public static IEnumerable<RuleFinding> JournalAndLedger(LedgerFacts journal, LedgerFacts ledger)
    {
        foreach (RuleFinding finding in SameHead(journal, ledger)) yield return finding;
        if (journal.Lines != ledger.Lines || journal.Digest != ledger.Digest)
        {
            yield return Found(Rule.PairLines, "", journal.Lines, ledger.Lines);
        }

        if (journal.Totals.Debit != ledger.Totals.Debit || journal.Totals.Credit != ledger.Totals.Credit)
        {
            yield return Found(Rule.PairTotals, "", journal.Totals.Debit, ledger.Totals.Debit);
        }

        if (journal.Entries > 0 && Number(journal) != Number(ledger))
        {
            yield return Found(Rule.PairHead, ledger.UniqueId, "uniqueID", journal.UniqueId, ledger.UniqueId);
        }
    }

    /// <summary>A part follows the one before, which may be of the month before (Teknik Kılavuz 2.2; Uygulama Kılavuzu
    /// 19–20).</summary>
    public static IEnumerable<RuleFinding> Next(LedgerFacts before, LedgerFacts after)
    {
        bool isSameYear = before.FiscalYearStart == after.FiscalYearStart;
        if (isSameYear && before.FiscalYearEnd != after.FiscalYearEnd)
        {
            yield return Found(
                Rule.NextFiscalYear, Day(after.FiscalYearEnd), Day(after.FiscalYearEnd), Day(before.FiscalYearEnd));
        }

        long number = isSameYear ? Number(before) : 0;
        if (Number(after) != number + 1) yield return Found(Rule.NextUniqueId, after.UniqueId, after.UniqueId, before.UniqueId);
        long entry = isSameYear ? before.LastEntryCounter : 0;
        if (after.Kind == DocumentKind.Journal && after.Entries > 0 && after.FirstEntryCounter != entry + 1)
        {
            yield return Found(Rule.NextEntryCounter, Text(after.FirstEntryCounter), after.FirstEntryCounter, entry);
        }

        long line = isSameYear ? before.LastLineNumber : 0;
        if (after.Lines > 0 && after.FirstLineNumber != line + 1)
        {
            yield return Found(Rule.NextLineNumber, Text(after.FirstLineNumber), after.FirstLineNumber, line);
        }

        // The last day of a part may be the first of the next, inside a month.
        int days = after.PeriodStart is DateTime start && before.PeriodEnd is DateTime end ? (start - end).Days : 1;
        bool isSameMonth = after.PeriodStart?.Month == before.PeriodEnd?.Month;
        if (days != 1 && !(days == 0 && isSameMonth))
        {
            yield return Found(Rule.NextPeriodGap, Day(after.PeriodStart), Day(after.PeriodStart), Day(before.PeriodEnd));
        }
    }

    /// <summary>A berat says what its signed ledger holds (Berat Kılavuzu v1.2).</summary>
    public static IEnumerable<RuleFinding> BeratAndLedger(LedgerFacts berat, LedgerFacts ledger)
    {
        foreach (RuleFinding finding in SameHead(ledger, berat)) yield return finding;
        if (berat.UniqueId != ledger.UniqueId)
        {
            yield return Found(Rule.PairHead, berat.UniqueId, "uniqueID", ledger.UniqueId, berat.UniqueId);
        }

        if (berat.StatedEntries is long entries && entries != ledger.Entries)
        {
            yield return Found(Rule.BeratEntryCount, Text(entries), entries, ledger.Entries);
        }

        decimal size = BeratWriter.MeasurableQuantity(ledger.Size);
        if (berat.StatedSize is decimal stated && stated != size) yield return Found(Rule.BeratLedgerSize, "", stated, size);
        foreach (AccountTotals account in berat.Totals.Accounts)
        {
            foreach (bool isDebit in new[] { true, false })
            {
                decimal moved = ledger.Totals.Movement(account.Account, isDebit);
                decimal said = isDebit ? account.Debit : account.Credit;
                if (said != moved) yield return Found(Rule.BeratTotals, account.Account, account.Account, said, moved);
            }
        }

        if (berat.LedgerSignatureValue != ledger.SignatureValue) yield return Found(Rule.BeratOfOtherLedger, "");
    }

    /// <summary>The report holds the gross movements and line counts of the month's journals (Defter Raporu Beratı
    /// Kılavuzu).</summary>
    public static IEnumerable<RuleFinding> ReportAndJournals(LedgerFacts report, IReadOnlyCollection<LedgerFacts> journals)
    {
        IEnumerable<string> accounts = journals.Append(report).SelectMany(facts => facts.Totals.Accounts)
            .Select(account => account.Account).Distinct(StringComparer.Ordinal).OrderBy(account => account, StringComparer.Ordinal);
        foreach (string account in accounts)
        {
            foreach (bool isDebit in new[] { true, false })
            {
                decimal said = report.Totals.Movement(account, isDebit);
                decimal moved = journals.Sum(journal => journal.Totals.Movement(account, isDebit));
                if (said != moved) yield return Found(Rule.ReportTotals, account, account, said, moved);
                report.StatedLines.TryGetValue((account, isDebit), out long counted);
                long lines = journals.SelectMany(journal => journal.Totals.Accounts).Where(a => a.Account == account)
                    .Sum(a => isDebit ? a.DebitLines : a.CreditLines);
                if (counted != lines) yield return Found(Rule.ReportLineCount, account, account, counted, lines);
            }
        }
    }

    private static IEnumerable<RuleFinding> SameHead(LedgerFacts one, LedgerFacts other)
    {
        (string Name, string One, string Other)[] pairs =
        [
            ("VKN/TCKN", one.Identifier, other.Identifier),
            ("periodCoveredStart", Day(one.PeriodStart), Day(other.PeriodStart)),
            ("periodCoveredEnd", Day(one.PeriodEnd), Day(other.PeriodEnd)),
            ("fiscalYearStart", Day(one.FiscalYearStart), Day(other.FiscalYearStart)),
            ("fiscalYearEnd", Day(one.FiscalYearEnd), Day(other.FiscalYearEnd)),
            ("Şube No", one.BranchNumber ?? "", other.BranchNumber ?? ""),
            ("sourceApplication", one.SourceApplication, other.SourceApplication),
            ("currency", one.Currency, other.Currency),
        ];
        foreach ((string name, string left, string right) in pairs)
        {
            if (left != right) yield return Found(Rule.PairHead, right, name, left, right);
        }
    }

    private static long Number(LedgerFacts facts) =>
        facts.UniqueId.Length == 15
            && long.TryParse(facts.UniqueId.Substring(9), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : 0;

    private static string Day(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static RuleFinding Found(Rule rule, string value, params object?[] arguments)
    {
        RuleEntry entry = RuleCatalogue.Entries[(int)rule];
        string message = DefterX.Text.Format(RuleCatalogue.Text(rule), arguments);
        return new RuleFinding(entry.Codes[0], entry.Severity, message, 0, "", 0, value);
    }
}
