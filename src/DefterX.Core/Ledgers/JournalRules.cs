using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Rules for a month's entries before a ledger is made of them.</summary>
/// <remarks>Codes are GİB's schematron rules by our number (Y…) where one of them would refuse the ledger, else our own (DX…).</remarks>
internal sealed class JournalRules
{
    /// <summary>The version of the rules; a validation by another version is stale.</summary>
    public const string Version = "1";

    private readonly LedgerId _id;
    private readonly string _file;
    private DateTime _lastDate;

    /// <param name="id">The firm and month.</param>
    /// <param name="file">Full path of the export, for the findings.</param>
    public JournalRules(LedgerId id, string file)
    {
        _id = id;
        _file = file;
        _lastDate = id.Period.Start;
    }

    public LedgerTotals Totals { get; } = new();

    /// <summary>The findings, as they come while the entries stream by.</summary>
    public IEnumerable<Finding> Check(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            Totals.Entries++;
            foreach (Finding finding in Entry(entry)) yield return finding;
            int number = 0;
            foreach (JournalLine line in entry.Lines)
            {
                number++;
                Totals.Add(line.AccountMainId, line.AccountMainName, line.Amount, line.IsDebit);
                foreach ((string code, string message, string value) in Line(line))
                {
                    yield return Found(code, message, entry, line.SourceLine, number, value);
                }
            }
        }

        if (Totals.Entries == 0) yield return Found("Y029", Strings.RuleEmpty, null, 0, 0, "");
    }

    private IEnumerable<Finding> Entry(JournalEntry entry)
    {
        if (!_id.Period.Contains(entry.Date))
        {
            yield return Found("Y079", Text.Format(Strings.RuleDate, _id.Period), entry, entry.SourceLine, 0, Day(entry.Date));
        }
        else if (entry.Date < _lastDate)
        {
            yield return Found("Y075", Text.Format(Strings.RuleOrder, _lastDate), entry, entry.SourceLine, 0, Day(entry.Date));
        }
        else
        {
            _lastDate = entry.Date;
        }

        if (entry.Lines.Count < 2) yield return Found("Y083", Strings.RuleTwoLines, entry, entry.SourceLine, 0, "");
        decimal debit = entry.Lines.Where(line => line.IsDebit).Sum(line => line.Amount);
        decimal credit = entry.Lines.Where(line => !line.IsDebit).Sum(line => line.Amount);
        if (debit != credit)
        {
            string message = Text.Format(Strings.RuleBalance, entry.Number, debit, credit, Math.Abs(debit - credit));
            yield return Found("Y084", message, entry, entry.SourceLine, 0, Amount(debit - credit));
        }

        if (entry.EnteredBy.Trim().Length < 2)
        {
            yield return Found("Y077", Strings.RuleEnteredBy, entry, entry.SourceLine, 0, entry.EnteredBy);
        }

        if (string.IsNullOrWhiteSpace(entry.Number)) yield return Found("DX1001", Strings.RuleNumber, entry, entry.SourceLine, 0, "");
        foreach (string? text in new[] { entry.Number, entry.EnteredBy, entry.Comment })
        {
            if (XmlCharacters.IndexOfInvalid(text) >= 0)
            {
                yield return Found("DX1002", Strings.RuleCharacter, entry, entry.SourceLine, 0, Code(text!));
            }
        }
    }

    private static IEnumerable<(string Code, string Message, string Value)> Line(JournalLine line)
    {
        string main = line.AccountMainId;
        if (main.Length is not (3 or 4) || !main.All(c => c is >= '0' and <= '9')) yield return ("Y094", Strings.RuleMainAccount, main);
        if (string.IsNullOrWhiteSpace(line.AccountMainName)) yield return ("Y095", Text.Format(Strings.RuleAccountName, main), main);
        if (line.AccountSubId is string sub)
        {
            if (!sub.StartsWith(main, StringComparison.Ordinal)) yield return ("Y098", Text.Format(Strings.RuleSubAccount, main), sub);
            if (string.IsNullOrWhiteSpace(line.AccountSubName)) yield return ("Y097", Text.Format(Strings.RuleAccountName, sub), sub);
        }

        if (line.Amount <= 0) yield return ("Y100", Strings.RulePositive, Amount(line.Amount));
        if (decimal.Round(line.Amount, 2) != line.Amount) yield return ("Y117", Strings.RuleDecimals, Amount(line.Amount));
        bool isComplete = !string.IsNullOrWhiteSpace(line.DocumentNumber) && line.DocumentDate is not null;
        string? needs = line.DocumentType switch { "other" => "Y109", "invoice" => "Y110", "check" => "Y111", _ => null };
        if (needs is not null && !isComplete) yield return (needs, Strings.RuleDocument, line.DocumentType!);
        if (line.DocumentType == "other" && string.IsNullOrWhiteSpace(line.DocumentTypeDescription))
        {
            yield return ("Y108", Strings.RuleDocumentDescription, "other");
        }

        if (line.DocumentType is null && line.DocumentNumber is not null) yield return ("Y112", Strings.RuleDocumentType, line.DocumentNumber);
        if (line.DocumentType is null && line.DocumentDate is DateTime date) yield return ("Y113", Strings.RuleDocumentType, Day(date));
        foreach (string? text in new[]
        {
            main, line.AccountMainName, line.AccountSubId, line.AccountSubName, line.DocumentTypeDescription, line.DocumentNumber,
            line.PaymentMethod, line.Comment,
        })
        {
            if (XmlCharacters.IndexOfInvalid(text) >= 0) yield return ("DX1002", Strings.RuleCharacter, Code(text!));
        }
    }

    private Finding Found(string code, string message, JournalEntry? entry, long line, long lineNumber, string value) => new()
    {
        Firm = _id.Firm,
        Period = _id.Period,
        Branch = _id.Branch?.Number,
        Code = code,
        Severity = FindingSeverity.Error,
        Message = message,
        File = _file,
        Line = line,
        EntryNumber = entry?.Number ?? "",
        LineNumber = lineNumber,
        Value = value,
    };

    private static string Amount(decimal value) => value.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Code(string text) =>
        string.Format(CultureInfo.InvariantCulture, "U+{0:X4}", (int)text[XmlCharacters.IndexOfInvalid(text)]);
}
