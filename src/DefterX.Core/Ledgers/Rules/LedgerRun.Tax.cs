using System;
using System.Collections.Generic;

namespace DefterX.Ledgers.Rules;

/// <summary>The lines of berats and reports.</summary>
internal sealed partial class LedgerRun
{
    private const int MaxReportLines = 20_000;

    private static readonly double[] s_taxAccounts = [391, 191, 600, 601, 602];

    private readonly Successors _siblings = new();
    private readonly int[] _taxLines = new int[10];
    private readonly HashSet<string> _reportAccounts = new(StringComparer.Ordinal);
    private readonly List<(List<string> Mains, List<string> Codes, long Line)> _reportLines = [];
    private bool _areTaxLinesBroken;
    private bool _areReportAccountsBroken;
    private int _debitLines;
    private int _creditLines;

    private void StartTaxes()
    {
        Array.Clear(_taxLines, 0, _taxLines.Length);
        _areTaxLinesBroken = _areReportAccountsBroken = false;
        _debitLines = _creditLines = 0;
        _reportAccounts.Clear();
        _reportLines.Clear();
    }

    private void EndTaxLine()
    {
        Record line = _detail;
        if (_detailCount == 1 && !AnyNumber(line, Slot.LineNumber, 1, Comparison.Equal))
        {
            Fail(Rule.FirstLine, line, First(line, Slot.LineNumber));
        }

        Require(line, Slot.XbrlInclude, Rule.XbrlInclude);
        if (AnyEqual(_entry, Slot.Qualifier, "standard"u8) && !AnyEqual(line, Slot.XbrlInclude, "period_change"u8))
        {
            Fail(Rule.PeriodChange, line, First(line, Slot.XbrlInclude));
        }

        Require(line, Slot.DocumentApplyTo, Rule.LineCount);
        if (line.Has(Slot.DocumentApplyTo)
            && !(Single(line, Slot.DocumentApplyTo, out ReadOnlySpan<byte> number) && XsNumber.IsDigits(number)))
        {
            Fail(Rule.LineCountForm, line, First(line, Slot.DocumentApplyTo));
        }

        bool isDebit = AnyEqual(line, Slot.DebitCredit, "D"u8);
        bool isCredit = AnyEqual(line, Slot.DebitCredit, "C"u8);
        if (isDebit) _debitLines++;
        if (isCredit) _creditLines++;
        if (_kind == DocumentKind.Report) ReportLine();
        else TaxLine(isDebit, isCredit);
    }

    private void TaxLine(bool isDebit, bool isCredit)
    {
        for (int i = 0; i < s_taxAccounts.Length; i++)
        {
            bool isAccount = false;
            for (int at = _detail.First(Slot.MainId); at >= 0 && !isAccount; at = _detail.Next(at))
            {
                if (XsNumber.TryDouble(Octets(_detail, at), out double main)) isAccount = main == s_taxAccounts[i];
                else
                {
                    _areTaxLinesBroken = true;
                    break;
                }
            }

            if (isAccount && isDebit) _taxLines[2 * i]++;
            if (isAccount && isCredit) _taxLines[(2 * i) + 1]++;
        }
    }

    private void ReportLine()
    {
        foreach ((string main, List<string> _) in Accounts()) _reportAccounts.Add(main);
        _areReportAccountsBroken |= _isMainBroken;
        if (_reportLines.Count < MaxReportLines) _reportLines.Add((Texts(Slot.MainId), Texts(Slot.DebitCredit), _detail.Line));
    }

    private List<string> Texts(Slot slot)
    {
        List<string> texts = [];
        for (int at = _detail.First(slot); at >= 0; at = _detail.Next(at)) texts.Add(Decode(Octets(_detail, at)));
        return texts;
    }

    private void EndTaxes()
    {
        foreach (Successors.Waiting waiting in _siblings.Unsatisfied()) ReportUnsatisfied(Rule.LineNextSibling, waiting);
        Require(_entry, Slot.Qualifier, Rule.Qualifier);
        string qualifier = First(_entry, Slot.Qualifier);
        bool isStandard = AnyEqual(_entry, Slot.Qualifier, "standard"u8);
        if (!isStandard) Fail(Rule.QualifierStandard, _entry, qualifier);
        if (!isStandard && _entry.Has(Slot.Qualifier)) Fail(Rule.ReportQualifier, _entry, qualifier);
        if (_detailCount != 10) Fail(Rule.TenLines, _entry, "", _detailCount);
        for (int i = 0; i < _taxLines.Length; i++)
        {
            if (_taxLines[i] == 1 && !_areTaxLinesBroken) continue;
            Fail(Rule.Tax391Debit + i, _entry, "", _taxLines[i], s_taxAccounts[i / 2], i % 2 == 0 ? "D" : "C");
        }

        if (_kind == DocumentKind.Report) EndReport();
    }

    private void EndReport()
    {
        // A let without a value ends the rule in XSLT.
        if (!_areReportAccountsBroken)
        {
            int accounts = _reportAccounts.Count;
            if (accounts != _debitLines) Fail(Rule.DebitLinesOfReport, _entry, "", _debitLines, accounts);
            if (accounts != _creditLines) Fail(Rule.CreditLinesOfReport, _entry, "", _creditLines, accounts);
        }

        Dictionary<string, List<int>> byMain = new(StringComparer.Ordinal);
        for (int i = 0; i < _reportLines.Count; i++)
        {
            foreach (string main in new HashSet<string>(_reportLines[i].Mains))
            {
                if (!byMain.TryGetValue(main, out List<int>? list)) byMain.Add(main, list = []);
                list.Add(i);
            }
        }

        foreach ((List<string> mains, List<string> codes, long line) in _reportLines)
        {
            HashSet<int> same = [];
            foreach (string main in mains) same.UnionWith(byMain[main]);
            int Count(Predicate<string> isCode)
            {
                int count = 0;
                foreach (int i in same)
                {
                    if (_reportLines[i].Codes.Exists(isCode)) count++;
                }

                return count;
            }

            string first = mains.Count > 0 ? mains[0] : "";
            int equal = Count(codes.Contains);
            if (equal != 1) _findings.Add(Rule.ReportLineOnce, line, first, first, codes.Count > 0 ? codes[0] : "", equal);
            if (!codes.Contains("D") && Count(code => code == "D") != 1) _findings.Add(Rule.ReportDebit, line, first);
            if (!codes.Contains("C") && Count(code => code == "C") != 1) _findings.Add(Rule.ReportCredit, line, first);
        }
    }

    private void ReportUnsatisfied(Rule rule, Successors.Waiting waiting)
    {
        for (long i = 0; i < waiting.Count; i++)
        {
            _findings.Add(rule, waiting.Line, FormattableString.Invariant($"{waiting.Number}"));
        }
    }
}
