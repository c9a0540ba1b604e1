using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Entries: what is compared within one and with those before.</summary>
internal sealed partial class LedgerRun
{
    private readonly Record _entry = new();
    private readonly Successors _entryCounters = new();
    private readonly LaterDates _laterDates = new();
    private readonly StructureRules _structure;
    private bool _isKindSet;
    private DocumentKind _kind;
    private bool _isInEntry;
    private bool _isEntryCurrent;
    private bool _isLate;
    private bool _isPreloaded;
    private int _detailCount;
    private int _detailStart;
    private DecimalSum _debit;
    private DecimalSum _credit;
    private long _entryOrdinal;

    [MethodImpl(Hot.Method)]
    private void StartRecord(ref Frame frame, Place place)
    {
        if (place == Place.Detail)
        {
            StartDetail();
            return;
        }

        if (place == Place.Measurable)
        {
            StartMeasurable();
            return;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        if (!_isSecond) _globals.SeeEntry();
        SetKind();
        _entry.Clear();
        _entry.Line = _reader.Line;
        _entryOrdinal = frame.Ordinal;
        _isInEntry = true;
        _isLate = _isPreloaded = false;
        _detailCount = 0;
        _debit = _credit = default;
        _isEntryCurrent = true;
        _findings.LineNumber = 0;
        StartAccounts();
        StartTaxes();
        if (!_isSecond || !_globals.LateValues.TryGetValue(frame.Ordinal, out List<(Slot Slot, byte[] Value)>? late)) return;
        _isPreloaded = true;
        foreach ((Slot slot, byte[] value) in late)
        {
            int start = _valueCount;
            if (_values.Length - start < value.Length) Array.Resize(ref _values, _values.Length + value.Length);
            value.CopyTo(_values, start);
            _valueCount += value.Length;
            _entry.Add(slot, start, value.Length, 0);
        }
    }

    private void SetKind()
    {
        if (_isKindSet) return;
        _isKindSet = true;
        _kind = _globals.Kind;
        _findings.SetKind(_kind);
        Facts.Kind = _kind;
    }

    [MethodImpl(Hot.Method)]
    private void Store(ref Frame frame, Slot slot, int length)
    {
        if (slot >= Slot.FundCode)
        {
            _measurable!.Add(slot, frame.ValueStart, length, 0);
        }
        else if (slot < Slot.EnteredBy)
        {
            int group = slot is Slot.SubId or Slot.SubName ? (_account << 16) | _sub : _account;
            _detail.Add(slot, frame.ValueStart, length, group);
        }
        else if (slot is Slot.EntryCounter or Slot.EnteredDate or Slot.EntryNumber or Slot.Qualifier)
        {
            // The lines of the entry are compared with these.
            if (_isPreloaded) return;
            if (_detailCount > 0) _isLate = _globals.NeedsSecondPass = true;
            _entry.Add(slot, frame.ValueStart, length, 0);
        }
        else
        {
            _entry.Add(slot, frame.ValueStart, length, 0);
        }
    }

    [MethodImpl(Hot.Method)]
    private void EntryCounterComes(ReadOnlySpan<byte> value, long start)
    {
        if (XsNumber.TryDouble(value, out double number)) _entryCounters.Come(number, start);
        else _entryCounters.Break(start);
    }

    [MethodImpl(Hot.Method)]
    private void EndEntry(ref Frame frame)
    {
        _isInEntry = false;
        if (_isLate && !_isSecond) SaveLateValues();
        _findings.LineNumber = 0;
        Facts.Entries++;
        switch (_kind)
        {
            case DocumentKind.Journal or DocumentKind.Inventory: EndJournalEntry(); break;
            case DocumentKind.Ledger: EndAccount(); break;
            default: EndTaxes(); break;
        }

        _isEntryCurrent = false;
    }

    [MethodImpl(Hot.Method)]
    private void EndJournalEntry()
    {
        Record entry = _entry;
        int counters = entry.Count(Slot.EntryCounter);
        if (counters == 1)
        {
            bool isNumber = XsNumber.TryDouble(Octets(entry, Slot.EntryCounter), out double counter);
            if (!isNumber) NotNumber(entry, Slot.EntryCounter, "entryNumberCounter");
            _entryCounters.Wait(counter, _ordinal, entry.Line);
            EntryCounterStrict(counter);
        }
        else if (counters > 1)
        {
            // A number cannot be added to two values.
            Several(entry, Slot.EntryCounter, "entryNumberCounter");
            _entryCounters.Wait(double.NaN, _ordinal, entry.Line);
        }

        if (entry.Has(Slot.EnteredDate)) _laterDates.Wait(Least(entry, Slot.EnteredDate), _ordinal, entry.Line);
        EntryDateStrict();
        Require(entry, Slot.EnteredBy, Rule.EnteredBy);
        if (entry.Has(Slot.EnteredBy) && !(Single(entry, Slot.EnteredBy, out ReadOnlySpan<byte> by) && Length(by) >= 2))
        {
            Fail(Rule.EnteredByLength, entry, First(entry, Slot.EnteredBy));
        }

        Require(entry, Slot.EnteredDate, Rule.EnteredDate);
        if (entry.Has(Slot.EnteredDate) && !IsInPeriod(entry, Slot.EnteredDate))
        {
            string date = First(entry, Slot.EnteredDate);
            Fail(Rule.EnteredDateRange, entry, date, date, Start(), EndOfPeriod());
        }

        Require(entry, Slot.TotalDebit, Rule.TotalDebit);
        Require(entry, Slot.TotalCredit, Rule.TotalCredit);
        Require(entry, Slot.EntryCounter, Rule.EntryCounter);
        if (_detailCount < 2) Fail(Rule.TwoLines, entry, "", _detailCount);
        if (_detailCount < 1) Fail(Rule.OneLine, entry);
        if (_kind == DocumentKind.Inventory) return;
        if (!AnyEqual(entry, Slot.TotalDebit, entry, Slot.TotalCredit))
        {
            string debit = First(entry, Slot.TotalDebit);
            Fail(Rule.Balance, entry, debit, debit, First(entry, Slot.TotalCredit));
        }

        CheckSum(Slot.TotalDebit, _debit, Rule.DebitSum);
        CheckSum(Slot.TotalCredit, _credit, Rule.CreditSum);
        CheckForm(entry, Slot.TotalDebit, Rule.TotalDebitForm);
        CheckForm(entry, Slot.TotalCredit, Rule.TotalCreditForm);
    }

    [MethodImpl(Hot.Method)]
    private void CheckSum(Slot slot, in DecimalSum sum, Rule rule)
    {
        if (!sum.IsBroken && AnyNumber(_entry, slot, sum.ToDouble(), Comparison.Equal)) return;
        string total = First(_entry, slot);
        Fail(rule, _entry, total, total, sum.ToString());
    }

    // What an amount with at most two decimals looks like (schematron Y087, Y117).
    [MethodImpl(Hot.Method)]
    private void CheckForm(Record record, Slot slot, Rule rule)
    {
        if (Single(record, slot, out ReadOnlySpan<byte> text) && IsAmount(XsNumber.Trim(text))) return;
        Fail(rule, record, First(record, slot));
    }

    private void SaveLateValues()
    {
        List<(Slot, byte[])> values = [];
        foreach (Slot slot in new[] { Slot.EntryCounter, Slot.EnteredDate, Slot.EntryNumber, Slot.Qualifier })
        {
            for (int at = _entry.First(slot); at >= 0; at = _entry.Next(at)) values.Add((slot, Octets(_entry, at).ToArray()));
        }

        _globals.LateValues[_entryOrdinal] = values;
    }
}
