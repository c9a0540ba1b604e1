using System;
using System.Collections.Generic;
using System.Globalization;
using DefterX.Office;

namespace DefterX.Ledgers.Rules;

/// <summary>What GİB's rules do not look at in the head.</summary>
internal sealed partial class HeadRules
{
    private static readonly string[] s_namedKinds = ["Y", "K", "E", "YB", "KB", "EB", "DR"];

    /// <summary>Looks at the file's name, check digits, dates and the number of the part.</summary>
    public void CheckOwn(LedgerFacts facts)
    {
        _at = _root;
        if (!_globals.IsKnown)
        {
            string root = _root.Tag!.LocalName;
            Fail(Rule.UnknownKind, root, root, _globals.EntriesType ?? "");
        }

        string? named = NamedKind(_globals.FileName);
        string actual = Letter();
        if (named is not null && named != actual) Fail(Rule.FileKind, named, named, actual);
        if (facts.Identifier.Length is 10 or 11 && IsDigits(facts.Identifier) && !TaxIdentifier.IsValid(facts.Identifier))
        {
            Fail(Rule.IdentifierCheck, facts.Identifier);
        }

        string id = facts.UniqueId;
        if (id.Length == 15 && (!IsDigits(id.Substring(9)) || id.EndsWith("000000", StringComparison.Ordinal)))
        {
            Fail(Rule.UniqueIdForm, id);
        }

        bool isOutside = facts.PeriodStart < facts.FiscalYearStart || facts.PeriodEnd > facts.FiscalYearEnd;
        if (isOutside)
        {
            string year = Day(facts.FiscalYearStart) + " - " + Day(facts.FiscalYearEnd);
            Fail(Rule.PeriodOutsideFiscalYear, Day(facts.PeriodStart), Day(facts.PeriodStart), Day(facts.PeriodEnd), year);
        }

        string? instant = First(LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Period, HeadNames.Instant);
        string? created = Information(HeadNames.CreationDate);
        if (instant is not null && created is not null && instant != created) Fail(Rule.InstantEqual, instant, instant, created);
    }

    /// <summary>Amounts are in the currency of the books (XBRL GL Genel Açıklamalar, birim).</summary>
    /// <param name="units">The ids of the units that amounts use, with the first element of each.</param>
    public void CheckUnits(Dictionary<string, (string Element, long Line)> units)
    {
        foreach (KeyValuePair<string, (string Element, long Line)> unit in units)
        {
            HeadNode? node = All(LedgerNames.Xbrl, HeadNames.Unit).Find(u => u.Tag!.Attribute("id") == unit.Key);
            if (node is null) continue;
            Single(node, HeadNames.Measure, out string measure);
            List<string> defaults = _globals.DefaultCurrencies;
            bool isBooks = defaults.Count > 0 ? Normal(measure) == Normal(defaults[0]) : IsCurrency(measure);
            if (!isBooks) _findings.Add(Rule.CurrencyOfAmount, unit.Value.Line, unit.Key, unit.Value.Element, unit.Key);
        }
    }

    // The part of the name between the month and the part's number (Teknik Kılavuz 2.4.1).
    private static string? NamedKind(string fileName)
    {
        string[] parts = fileName.Split('-');
        int at = Array.FindIndex(parts, part => part.Length == 6 && IsDigits(part));
        string? kind = at >= 0 && at + 1 < parts.Length ? parts[at + 1] : null;
        return Array.IndexOf(s_namedKinds, kind) >= 0 ? kind : null;
    }

    private string Letter() => _kind switch
    {
        DocumentKind.Journal => "Y",
        DocumentKind.Ledger => "K",
        DocumentKind.Berat => EntriesTypes().Contains("ledger") ? "KB" : "YB",
        DocumentKind.Report => "DR",
        DocumentKind.Inventory => "E",
        _ => "EB",
    };

    private static string Day(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
