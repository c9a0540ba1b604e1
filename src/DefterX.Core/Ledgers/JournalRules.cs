using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Rules for a month's entries before a ledger is made of them (docs/rules.md).</summary>
/// <remarks>Codes are GİB's schematron rules by our number (Y…) where one of them would refuse the ledger,
/// else our own (DX1…).</remarks>
internal sealed class JournalRules
{
    /// <summary>The version of the rules; a validation by another version is stale.</summary>
    public const string Version = "2";

    private readonly LedgerId _id;
    private readonly string _file;
    private readonly JournalLineRules _lineRules;
    private DateTime _lastDate;

    /// <param name="id">The firm and month.</param>
    /// <param name="file">Full path of the export, for the findings.</param>
    public JournalRules(LedgerId id, string file)
    {
        _id = id;
        _file = file;
        _lineRules = new JournalLineRules(id.Firm);
        _lastDate = id.Period.Start;
    }

    public LedgerTotals Totals { get; } = new();

    /// <summary>The findings, as they come while the entries stream by.</summary>
    public IEnumerable<Finding> Check(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            Totals.Entries++;
            foreach (RuleBreach breach in CheckEntry(entry)) yield return Found(breach, entry, entry.SourceLine, 0);
            int number = 0;
            foreach (JournalLine line in entry.Lines)
            {
                number++;
                Totals.Add(line.AccountMainId, line.AccountMainName, line.Amount, line.IsDebit);
                foreach (RuleBreach breach in _lineRules.Check(entry, line)) yield return Found(breach, entry, line.SourceLine, number);
            }
        }

        if (Totals.Entries == 0) yield return Found(new RuleBreach("Y029", Strings.RuleEmpty, ""), null, 0, 0);
    }

    private IEnumerable<RuleBreach> CheckEntry(JournalEntry entry)
    {
        if (!_id.Period.Contains(entry.Date))
        {
            yield return new RuleBreach("Y079", Text.Format(Strings.RuleDate, _id.Period), RuleBreach.Day(entry.Date));
        }
        else if (entry.Date < _lastDate)
        {
            yield return new RuleBreach("Y075", Text.Format(Strings.RuleOrder, _lastDate), RuleBreach.Day(entry.Date));
        }
        else
        {
            _lastDate = entry.Date;
        }

        if (entry.Lines.Count < 2) yield return new RuleBreach("Y083", Strings.RuleTwoLines, "");
        decimal debit = entry.Lines.Where(line => line.IsDebit).Sum(line => line.Amount);
        decimal credit = entry.Lines.Where(line => !line.IsDebit).Sum(line => line.Amount);
        if (debit != credit)
        {
            string message = Text.Format(Strings.RuleBalance, entry.Number, debit, credit, Math.Abs(debit - credit));
            yield return new RuleBreach("Y084", message, RuleBreach.Amount(debit - credit));
        }

        if (entry.EnteredBy.Trim().Length < 2) yield return new RuleBreach("Y077", Strings.RuleEnteredBy, entry.EnteredBy);
        if (string.IsNullOrWhiteSpace(entry.Number)) yield return new RuleBreach("DX1001", Strings.RuleNumber, "");
        foreach (RuleBreach breach in JournalDocumentRules.CheckEntry(entry)) yield return breach;
        foreach (string? text in new[] { entry.Number, entry.EnteredBy, entry.Comment })
        {
            if (RuleBreach.OfCharacters(text) is RuleBreach breach) yield return breach;
        }
    }

    private Finding Found(RuleBreach breach, JournalEntry? entry, long line, long lineNumber) =>
        LedgerFindings.Of(_id, breach, entry?.SourceFile ?? _file, line, entry?.Number ?? "", lineNumber);
}
