using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>What remains of the document when it is read.</summary>
internal sealed partial class LedgerRun
{
    private static readonly Slot[] s_digested =
    [
        Slot.LineNumber, Slot.LineNumberCounter, Slot.MainId, Slot.SubId, Slot.PostingDate, Slot.DocumentType,
        Slot.DocumentTypeDescription, Slot.DocumentNumber, Slot.DocumentReference, Slot.DocumentDate, Slot.PaymentMethod,
    ];

    private readonly Dictionary<ulong, AccountSum> _sums = [];
    private readonly Dictionary<string, AccountSum> _longSums = new(StringComparer.Ordinal);
    private readonly Dictionary<HeadNode, int> _entriesOf = [];
    private long _entriesBefore;
    private double _lastCounter = double.NaN;
    private byte[] _lastDate = [];
    private long _lastLine;
    private bool _hasLine;

    private void EndEntries(HeadNode node)
    {
        _entriesOf[node] = (int)(Facts.Entries - _entriesBefore);
        _entriesBefore = Facts.Entries;
    }

    private void Finish()
    {
        SetKind();
        _findings.LineNumber = 0;
        _findings.EndDecimals(_kind == DocumentKind.Inventory);
        foreach (Successors.Waiting waiting in _entryCounters.Unsatisfied()) ReportUnsatisfied(Rule.EntryCounterNext, waiting);
        if (_kind is DocumentKind.Journal or DocumentKind.Inventory)
        {
            foreach (Successors.Waiting waiting in _lines.Unsatisfied()) ReportUnsatisfied(Rule.LineNext, waiting);
        }

        foreach (LaterDates.Waiting waiting in _laterDates.Unsatisfied())
        {
            for (long i = 0; i < waiting.Count; i++) _findings.Add(Rule.EntryDateOrder, waiting.Line, Decode(waiting.Date));
        }

        _structure.Finish();
        HeadRules head = new(_root!, _findings, _globals, _kind, _entriesOf);
        head.Check();
        foreach (AccountSum sum in _sums.Values) sum.AddTo(Facts.Totals);
        foreach (AccountSum sum in _longSums.Values) sum.AddTo(Facts.Totals);
        Facts.Totals.Entries = Facts.Entries;
        head.Note(Facts);
        head.CheckOwn(Facts);
        head.CheckUnits(_structure.MoneyUnits);
    }

    private void EntryCounterStrict(double counter)
    {
        if (!double.IsNaN(_lastCounter) && counter != _lastCounter + 1)
        {
            string value = counter.ToString(CultureInfo.InvariantCulture);
            Fail(Rule.EntryCounterStrict, _entry, value, value, _lastCounter.ToString(CultureInfo.InvariantCulture));
        }

        if (Facts.FirstEntryCounter == 0) Facts.FirstEntryCounter = (long)counter;
        _lastCounter = counter;
        Facts.LastEntryCounter = (long)counter;
    }

    private void EntryDateStrict()
    {
        ReadOnlySpan<byte> date = Octets(_entry, Slot.EnteredDate);
        if (date.IsEmpty || date.SequenceEqual(_lastDate)) return;
        if (date.SequenceCompareTo(_lastDate) < 0)
        {
            Fail(Rule.DateOrderStrict, _entry, Decode(date), Decode(date), Decode(_lastDate));
        }

        _lastDate = date.ToArray();
        Facts.LastDate = Decode(date);
        Facts.FirstDate ??= Facts.LastDate;
    }

    [MethodImpl(Hot.Method)]
    private void NoteLine()
    {
        Record line = _detail;
        if (line.Has(Slot.LineNumber)) NoteLineNumber(_findings.LineNumber);
        decimal amount = _isAmount ? new decimal((int)_cents, (int)(_cents >> 32), 0, false, 2) : OtherAmount();
        if (_isDebit || _isCredit) AccountOf(XsNumber.Trim(Octets(line, Slot.MainId))).Add(amount, _isDebit);
        if (_kind == DocumentKind.Report
            && Facts.StatedLines.Count < MaxReportLines
            && XsNumber.TryInteger(XsNumber.Trim(Octets(line, Slot.DocumentApplyTo)), out long stated))
        {
            Facts.StatedLines[(Decode(XsNumber.Trim(Octets(line, Slot.MainId))), _isDebit)] = stated;
        }

        LineHash hash = new();
        foreach (Slot slot in s_digested) hash.Add(XsNumber.Trim(Octets(line, slot)));
        hash.Add(_isDebit ? 1UL : 2UL);
        hash.Add((ulong)decimal.GetBits(amount * 100m)[0]);
        Facts.Digest = hash.AddTo(Facts.Digest);
    }

    [MethodImpl(Hot.Method)]
    private void NoteLineNumber(long number)
    {
        bool isInOrder = _kind != DocumentKind.Ledger || _detailCount > 1;
        if (_hasLine && isInOrder)
        {
            bool holds = _kind switch
            {
                DocumentKind.Journal or DocumentKind.Inventory => number == _lastLine + 1,
                DocumentKind.Ledger => number > _lastLine,
                _ => true,
            };
            if (!holds)
            {
                string value = number.ToString(CultureInfo.InvariantCulture);
                Rule rule = _kind == DocumentKind.Ledger ? Rule.LineOrderOfAccount : Rule.LineNumberStrict;
                Fail(rule, _detail, value, value, _lastLine);
            }
        }

        if (!_hasLine || number < Facts.FirstLineNumber) Facts.FirstLineNumber = number;
        Facts.LastLineNumber = Math.Max(Facts.LastLineNumber, number);
        _hasLine = true;
        _lastLine = number;
    }

    private decimal OtherAmount() =>
        _detail.Count(Slot.Amount) == 1
            && XsNumber.TryDouble(Octets(_detail, Slot.Amount), out double number)
            && Math.Abs(number) < 1e20
            ? (decimal)number
            : 0;

    [MethodImpl(Hot.Method)]
    private AccountSum AccountOf(ReadOnlySpan<byte> main)
    {
        ulong key = 0;
        foreach (byte octet in main) key = (key << 8) | octet;
        if (main.Length <= 8 && _sums.TryGetValue(key, out AccountSum? sum)) return sum;
        string account = Decode(main);
        if (main.Length > 8 && _longSums.TryGetValue(account, out sum)) return sum;
        sum = new AccountSum(account, First(_detail, Slot.MainName));
        if (main.Length <= 8) _sums.Add(key, sum);
        else if (_longSums.Count < 100_000) _longSums.Add(account, sum);
        return sum;
    }

    // A running total of a main account.
    private sealed class AccountSum(string account, string name)
    {
        private decimal _debit;
        private decimal _credit;
        private long _debits;
        private long _credits;

        [MethodImpl(Hot.Method)]
        public void Add(decimal amount, bool isDebit)
        {
            if (isDebit)
            {
                _debit += amount;
                _debits++;
            }
            else
            {
                _credit += amount;
                _credits++;
            }
        }

        public void AddTo(LedgerTotals totals) => totals.Add(account, name, _debit, _credit, _debits, _credits);
    }
}
