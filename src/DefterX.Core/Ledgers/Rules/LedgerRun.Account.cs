using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>The general ledger: accounts, their order and balances.</summary>
internal sealed partial class LedgerRun
{
    private readonly HashSet<string> _accountsWithoutSub = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subAccounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mainsOfEntry = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subsOfEntry = new(StringComparer.Ordinal);
    private byte[] _entryMain = [];
    private byte[] _entrySub = [];
    private string? _lastMain;
    private string _lastSub = "";
    private bool _areAccountsBroken;
    private bool _isMainBroken;
    private bool _isSubBroken;
    private bool _areCountersBroken;
    private bool _hasCounter;
    private (BigInteger Digits, int Scale) _greatestCounter;
    private long _greatestSmall;

    private void StartAccounts()
    {
        _mainsOfEntry.Clear();
        _subsOfEntry.Clear();
        _entryMain = [];
        _entrySub = [];
        _isMainBroken = _isSubBroken = _areCountersBroken = _hasCounter = false;
        _siblings.Clear();
    }

    // Schematron K089: not less than any before in the account.
    [MethodImpl(Hot.Method)]
    private void LineCounterOrder()
    {
        Record line = _detail;
        int count = line.Count(Slot.LineNumberCounter);
        if (count == 0) return;
        ReadOnlySpan<byte> text = XsNumber.Trim(Octets(line, Slot.LineNumberCounter));
        bool isSmall = XsNumber.TryInteger(text, out long small);
        BigInteger digits = small;
        int scale = 0;
        bool isNumber = count == 1 && (isSmall || XsNumber.TryDecimal(text, out digits, out scale));
        if (!isNumber && count == 1) NotNumber(line, Slot.LineNumberCounter, "lineNumberCounter");
        if (_hasCounter)
        {
            bool holds = isNumber && !_areCountersBroken && (isSmall && _greatestCounter.Scale == 0 && _greatestCounter.Digits.IsZero
                ? small >= _greatestSmall
                : Compare((digits, scale), Greatest()) >= 0);
            if (!holds)
            {
                string counter = First(line, Slot.LineNumberCounter);
                Fail(Rule.LineCounterOrder, line, counter, counter, Greatest().Digits);
            }
        }

        if (!isNumber)
        {
            _areCountersBroken = true;
        }
        else if (!_hasCounter || Compare((digits, scale), Greatest()) > 0)
        {
            _greatestSmall = isSmall ? small : 0;
            _greatestCounter = isSmall ? default : (digits, scale);
        }

        _hasCounter = true;
    }

    private (BigInteger Digits, int Scale) Greatest() =>
        _greatestCounter.Digits.IsZero && _greatestCounter.Scale == 0 ? (_greatestSmall, 0) : _greatestCounter;

    private static int Compare((BigInteger Digits, int Scale) left, (BigInteger Digits, int Scale) right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        return (left.Digits * BigInteger.Pow(10, scale - left.Scale)).CompareTo(right.Digits * BigInteger.Pow(10, scale - right.Scale));
    }

    [MethodImpl(Hot.Method)]
    private void EndAccountLine()
    {
        Record line = _detail;
        bool isFirst = _detailCount == 1;
        ReadOnlySpan<byte> main = Octets(line, Slot.MainId);
        ReadOnlySpan<byte> sub = Octets(line, Slot.SubId);
        bool isPlain = line.Count(Slot.Account) == 1
            && line.Count(Slot.MainId) == 1
            && line.Count(Slot.Sub) == line.Count(Slot.SubId)
            && line.Count(Slot.Sub) < 2;
        if (isPlain && !isFirst && main.SequenceEqual(_entryMain) && sub.SequenceEqual(_entrySub)) return;
        if (isPlain && isFirst)
        {
            _entryMain = main.ToArray();
            _entrySub = sub.ToArray();
        }

        foreach ((string mainId, List<string> subs) in Accounts())
        {
            _mainsOfEntry.Add(mainId);
            foreach (string id in subs) _subsOfEntry.Add(id);
            if (isFirst) SeeAccount(mainId, subs);
        }
    }

    // The accounts of the line with their sub-accounts, as normalize-space gives them; notes where there are two for one.
    private List<(string Main, List<string> Subs)> Accounts()
    {
        List<(string, List<string>)> accounts = [];
        for (int a = _detail.First(Slot.Account); a >= 0; a = _detail.Next(a))
        {
            int account = _detail[a].Group;
            List<string> subs = [];
            for (int s = _detail.First(Slot.Sub); s >= 0; s = _detail.Next(s))
            {
                if (_detail[s].Group >> 16 != account) continue;
                subs.Add(ValueOf(Slot.SubId, _detail[s].Group, ref _isSubBroken));
            }

            accounts.Add((ValueOf(Slot.MainId, account, ref _isMainBroken), subs));
        }

        return accounts;
    }

    private string ValueOf(Slot slot, int group, ref bool isBroken)
    {
        string? value = null;
        for (int at = _detail.First(slot); at >= 0; at = _detail.Next(at))
        {
            if (_detail[at].Group != group) continue;
            if (value is not null) isBroken = true;
            value = Decode(Normal(Octets(_detail, at)));
        }

        return value ?? "";
    }

    private void SeeAccount(string main, List<string> subs)
    {
        string first = subs.Count > 0 ? subs[0] : "";
        int order = _lastMain is null ? 1 : string.CompareOrdinal(main, _lastMain);
        if (order == 0) order = string.CompareOrdinal(first, _lastSub);
        if (order <= 0) Fail(Rule.AccountOrderStrict, _detail, main, $"{main} {first}", $"{_lastMain} {_lastSub}");
        _lastSub = first;
        _areAccountsBroken |= _isMainBroken || _isSubBroken;
        if (_areAccountsBroken) return;
        if (_lastMain is not null && string.CompareOrdinal(main, _lastMain) < 0)
        {
            Fail(Rule.AccountsSorted, _detail, main, main, _lastMain);
        }

        _lastMain = main;
        if (subs.Count == 0 && !_accountsWithoutSub.Add(main)) Fail(Rule.MainAccountOnce, _detail, main);
        foreach (string sub in subs)
        {
            if (!_subAccounts.Add(sub)) Fail(Rule.SubAccountOnce, _detail, sub);
        }
    }

    private void EndAccount()
    {
        Record entry = _entry;
        Require(entry, Slot.TotalDebit, Rule.TotalDebit);
        Require(entry, Slot.TotalCredit, Rule.TotalCredit);
        if (_detailCount < 1) Fail(Rule.OneLine, entry);
        string debit = First(entry, Slot.TotalDebit);
        string credit = First(entry, Slot.TotalCredit);
        if (!AnyNumber(entry, Slot.TotalDebit, 0, Comparison.NotLess)) Fail(Rule.TotalDebitNegative, entry, debit);
        if (!AnyNumber(entry, Slot.TotalCredit, 0, Comparison.NotLess)) Fail(Rule.TotalCreditNegative, entry, credit);
        if (!AnyNumber(entry, Slot.TotalDebit, 0, Comparison.Equal) && !AnyNumber(entry, Slot.TotalCredit, 0, Comparison.Equal))
        {
            Fail(Rule.OneTotalZero, entry, debit, debit, credit);
        }

        // In XSLT the rule ends with a sum that has no value.
        if (_debit.IsBroken || _credit.IsBroken) return;
        DecimalSum balance = _debit.Minus(_credit);
        bool holds = entry.Count(Slot.TotalDebit) == 1
            && entry.Count(Slot.TotalCredit) == 1
            && XsNumber.TryDouble(Octets(entry, Slot.TotalDebit), out double statedDebit)
            && XsNumber.TryDouble(Octets(entry, Slot.TotalCredit), out double statedCredit)
            && statedDebit - statedCredit == balance.ToDouble();
        if (!holds) Fail(Rule.AccountBalance, entry, debit, $"{debit} - {credit}", balance.ToString());
        if (_isMainBroken || _mainsOfEntry.Count != 1) Fail(Rule.OneMainAccount, entry, "", _mainsOfEntry.Count);
        if (_isSubBroken) return;
        if (_subsOfEntry.Count > 1) Fail(Rule.OneSubAccount, entry, "", _subsOfEntry.Count);
        CheckForm(entry, Slot.TotalDebit, Rule.TotalDebitForm);
        CheckForm(entry, Slot.TotalCredit, Rule.TotalCreditForm);
    }
}
