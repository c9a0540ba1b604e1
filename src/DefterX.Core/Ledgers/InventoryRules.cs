using System;
using System.Collections.Generic;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Rules for the entries of an inventory before the book is made of them (envanter_defter.sch; docs/rules.md).</summary>
internal sealed class InventoryRules
{
    // Accounts and amounts have the same rules as in a journal, under the numbers of the inventory's schematron.
    private static readonly Dictionary<string, string> s_numbers = new(StringComparer.Ordinal)
    {
        ["Y094"] = "E087", ["Y095"] = "E088", ["Y097"] = "E090", ["Y098"] = "E091", ["Y100"] = "E093", ["Y102"] = "E094", ["Y104"] = "E096",
        ["Y117"] = "E098",
    };

    private readonly LedgerId _id;
    private readonly string _file;
    private readonly JournalLineRules _lineRules;

    /// <param name="id">The firm and month.</param>
    /// <param name="file">Full path of the export, for the findings.</param>
    public InventoryRules(LedgerId id, string file)
    {
        _id = id;
        _file = file;
        // In an inventory nothing asks for the currency of the books (the rule is commented out in envanter_defter.sch).
        _lineRules = new JournalLineRules(id.Firm with { IsMultiCurrency = true });
    }

    public long Entries { get; private set; }

    public long Lines { get; private set; }

    public decimal Total { get; private set; }

    /// <summary>The findings, as they come while the entries stream by.</summary>
    public IEnumerable<Finding> Check(IEnumerable<InventoryEntry> entries)
    {
        DateTime? day = null;
        foreach (InventoryEntry entry in entries)
        {
            Entries++;
            foreach (RuleBreach breach in CheckEntry(entry, day ??= entry.Date)) yield return Found(breach, entry, entry.SourceLine, 0);
            int number = 0;
            foreach (InventoryLine line in entry.Lines)
            {
                number++;
                Lines++;
                Total += line.Amount;
                foreach (RuleBreach breach in CheckLine(entry, line)) yield return Found(breach, entry, line.SourceLine, number);
            }
        }

        if (Entries == 0) yield return Found(new RuleBreach("E029", Strings.RuleEmpty, ""), null, 0, 0);
    }

    private IEnumerable<RuleBreach> CheckEntry(InventoryEntry entry, DateTime day)
    {
        if (!_id.Period.Contains(entry.Date) || entry.Date != day)
        {
            yield return new RuleBreach("E079", Text.Format(Strings.RuleInventoryDate, _id.Period), RuleBreach.Day(entry.Date));
        }

        if (entry.EnteredBy.Trim().Length < 2) yield return new RuleBreach("E077", Strings.RuleEnteredBy, entry.EnteredBy);
        if (string.IsNullOrWhiteSpace(entry.Number)) yield return new RuleBreach("DX1001", Strings.RuleNumber, "");
        foreach (string? text in new[] { entry.Number, entry.EnteredBy, entry.Comment })
        {
            if (RuleBreach.OfCharacters(text) is RuleBreach breach) yield return breach;
        }
    }

    private IEnumerable<RuleBreach> CheckLine(InventoryEntry entry, InventoryLine line)
    {
        foreach (RuleBreach breach in _lineRules.Check(AsJournal(entry), AsJournal(line)))
        {
            yield return breach with { Code = s_numbers.TryGetValue(breach.Code, out string? number) ? number : breach.Code };
        }

        if (line.Measurable is not Measurable measurable) yield break;
        if (measurable is { Description: not null, Id: null })
        {
            yield return new RuleBreach("E100", Strings.RuleMeasurableId, measurable.Description);
        }

        if (measurable.Quantity < 0) yield return new RuleBreach("DX1041", Strings.RuleQuantity, RuleBreach.Amount(measurable.Quantity.Value));
        foreach (string? text in new[] { measurable.Id, measurable.Description, measurable.UnitOfMeasure })
        {
            if (RuleBreach.OfCharacters(text) is RuleBreach breach) yield return breach;
        }
    }

    private static JournalEntry AsJournal(InventoryEntry entry) => new()
    {
        Number = entry.Number,
        Date = entry.Date,
        EnteredBy = entry.EnteredBy,
        Lines = [],
        SourceLine = entry.SourceLine,
    };

    private static JournalLine AsJournal(InventoryLine line) => new()
    {
        AccountMainId = line.AccountMainId,
        AccountMainName = line.AccountMainName,
        AccountSubId = line.AccountSubId,
        AccountSubName = line.AccountSubName,
        Amount = line.Amount,
        IsDebit = true,
        Foreign = line.Foreign,
        AmountCurrency = line.AmountCurrency,
        Comment = line.Comment,
        SourceLine = line.SourceLine,
    };

    private Finding Found(RuleBreach breach, InventoryEntry? entry, long line, long lineNumber) =>
        LedgerFindings.Of(_id, breach, entry?.SourceFile ?? _file, line, entry?.Number ?? "", lineNumber);
}
