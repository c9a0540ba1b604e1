using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Journals;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>Rules for the lines of entries: accounts and amounts, then documents and currencies.</summary>
internal sealed class JournalLineRules
{
    private readonly Firm _firm;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public JournalLineRules(Firm firm) => _firm = firm;

    public IEnumerable<RuleBreach> Check(JournalEntry entry, JournalLine line) => Account(line)
        .Concat(Amount(line))
        .Concat(JournalCurrencyRules.Check(_firm, line))
        .Concat(JournalDocumentRules.CheckLine(entry, line))
        .Concat(Characters(line));

    private IEnumerable<RuleBreach> Account(JournalLine line)
    {
        string main = line.AccountMainId;
        if (main.Length is not (3 or 4) || !main.All(c => c is >= '0' and <= '9'))
        {
            yield return new RuleBreach("Y094", Strings.RuleMainAccount, main);
        }

        if (string.IsNullOrWhiteSpace(line.AccountMainName))
        {
            yield return new RuleBreach("Y095", Text.Format(Strings.RuleAccountName, main), main);
        }
        else if (OtherName(main, line.AccountMainName) is string known)
        {
            yield return RuleBreach.Advice("DX1011", Text.Format(Strings.RuleAccountNames, main, known), line.AccountMainName);
        }

        if (line.AccountSubId is not string sub) yield break;
        if (!sub.StartsWith(main, StringComparison.Ordinal))
        {
            yield return new RuleBreach("Y098", Text.Format(Strings.RuleSubAccount, main), sub);
        }

        if (string.IsNullOrWhiteSpace(line.AccountSubName))
        {
            yield return new RuleBreach("Y097", Text.Format(Strings.RuleAccountName, sub), sub);
        }
        else if (OtherName(sub, line.AccountSubName!) is string known)
        {
            yield return RuleBreach.Advice("DX1011", Text.Format(Strings.RuleAccountNames, sub, known), line.AccountSubName!);
        }
    }

    /// <summary>The first name that an account had, when it is another.</summary>
    private string? OtherName(string account, string name)
    {
        if (!_names.TryGetValue(account, out string? known))
        {
            _names.Add(account, name);
            return null;
        }

        return string.Equals(known, name, StringComparison.Ordinal) ? null : known;
    }

    private static IEnumerable<RuleBreach> Amount(JournalLine line)
    {
        if (line.Amount <= 0) yield return new RuleBreach("Y100", Strings.RulePositive, RuleBreach.Amount(line.Amount));
        if (decimal.Round(line.Amount, 2) != line.Amount)
        {
            yield return new RuleBreach("Y117", Strings.RuleDecimals, RuleBreach.Amount(line.Amount));
        }
    }

    private static IEnumerable<RuleBreach> Characters(JournalLine line)
    {
        foreach (string? text in new[]
        {
            line.AccountMainId, line.AccountMainName, line.AccountSubId, line.AccountSubName, line.DocumentTypeDescription,
            line.DocumentNumber, line.PaymentMethod, line.Comment, line.Foreign?.RateSource, line.Foreign?.RateComment,
        })
        {
            if (RuleBreach.OfCharacters(text) is RuleBreach breach) yield return breach;
        }
    }
}
