using System;
using System.Collections.Generic;

namespace DefterX.Ledgers.Rules;

/// <summary>Collects and counts what is found.</summary>
internal sealed class Findings(LedgerRuleOptions options)
{
    private readonly List<RuleFinding> _list = [];
    private readonly List<(string Value, long Line)> _decimals = [];
    private string?[]? _codes;
    private long _wrongDecimals;
    private long _twoDecimals;

    public LedgerRuleOptions Options { get; } = options;

    public long Errors { get; private set; }

    public long Advices { get; private set; }

    /// <summary>The voucher number of the entry that is looked at, or empty.</summary>
    public Func<string> EntryOf { get; set; } = () => "";

    /// <summary>The number of the line that is looked at, or 0.</summary>
    public long LineNumber { get; set; }

    /// <summary>From now on GİB's rules are those of a kind of document.</summary>
    public void SetKind(DocumentKind kind) => _codes = RuleCatalogue.CodesOf(kind);

    /// <summary>Whether the kind of document has a rule.</summary>
    public bool Applies(Rule rule) => _codes![(int)rule] is not null;

    /// <summary>Notes that a rule is broken, unless the kind of document lacks it.</summary>
    public void Add(Rule rule, long line, string value = "", params object?[] arguments)
    {
        RuleEntry entry = RuleCatalogue.Entries[(int)rule];
        string? code = _codes is null ? entry.Codes[0] : _codes[(int)rule];
        if (code is null) return;
        if (entry.Severity == FindingSeverity.Error) Errors++;
        else Advices++;
        if (_list.Count >= Options.MaxFindings) return;
        string message =
            Text.Format(RuleCatalogue.Text(rule), arguments.Length == 0 ? [value] : arguments);
        _list.Add(new RuleFinding(code, entry.Severity, message, line, EntryOf(), LineNumber, value));
    }

    /// <summary>Notes a decimals attribute that is not INF; whether that is wrong depends on the kind of document.</summary>
    public void AddDecimals(string value, long line)
    {
        if (value == "2") _twoDecimals++;
        else _wrongDecimals++;
        if (_decimals.Count < Options.MaxFindings) _decimals.Add((value, line));
    }

    /// <summary>Judges the decimals attributes (schematron Y001, E001).</summary>
    public void EndDecimals(bool isInventory)
    {
        long counted = Errors + _wrongDecimals + (isInventory ? 0 : _twoDecimals);
        foreach ((string value, long line) in _decimals)
        {
            if (!isInventory || value != "2") Add(isInventory ? Rule.DecimalsOfInventory : Rule.Decimals, line, value);
        }

        Errors = counted;
    }

    public IEnumerable<RuleFinding> Sorted()
    {
        RuleFinding[] all = [.. _list];
        int[] order = new int[all.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;

        // Equal lines keep their order.
        Array.Sort(order, (a, b) => all[a].Line != all[b].Line ? all[a].Line.CompareTo(all[b].Line) : a.CompareTo(b));
        foreach (int i in order) yield return all[i];
    }
}
