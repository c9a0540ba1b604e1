using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Lines.</summary>
internal sealed partial class LedgerRun
{
    private readonly Record _detail = new();
    private readonly Successors _lines = new();
    private readonly List<Record> _measurables = [];
    private Record? _measurable;
    private int _measurableCount;
    private int _account;
    private int _sub;
    private bool _isDebit;
    private bool _isCredit;
    private bool _isAmount;
    private long _cents;

    [MethodImpl(Hot.Method)]
    private void StartDetail()
    {
        _detailCount++;
        _detail.Clear();
        _detail.Line = _reader.Line;
        _detailStart = _valueCount;
        _measurableCount = 0;
        _account = _sub = 0;
    }

    [MethodImpl(Hot.Method)]
    private void StartAccount(Place place)
    {
        if (place == Place.Account)
        {
            _account++;
            _detail.Add(Slot.Account, 0, 0, _account);
        }
        else
        {
            _sub++;
            _detail.Add(Slot.Sub, 0, 0, (_account << 16) | _sub);
        }
    }

    private void StartMeasurable()
    {
        if (_measurableCount == _measurables.Count) _measurables.Add(new Record());
        _measurable = _measurables[_measurableCount++];
        _measurable.Clear();
        _measurable.Line = _reader.Line;
        _detail.Add(Slot.Measurable, 0, 0, 0);
    }

    [MethodImpl(Hot.Method)]
    private void LineNumbersCome(ref Frame frame, Place parent)
    {
        bool isSibling = parent == Place.Entry;
        if (frame.LineNumbers == 1)
        {
            _lines.Come(frame.LineNumber, frame.Ordinal);
            if (isSibling) _siblings.Come(frame.LineNumber, frame.Ordinal);
        }
        else
        {
            _lines.Break(frame.Ordinal);
            if (isSibling) _siblings.Break(frame.Ordinal);
        }
    }

    [MethodImpl(Hot.Method)]
    private void EndDetail(ref Frame frame)
    {
        Record line = _detail;
        ReadAmount();
        _findings.LineNumber = XsNumber.TryInteger(XsNumber.Trim(Octets(line, Slot.LineNumber)), out long number) ? number : 0;
        Facts.Lines++;
        Require(line, Slot.LineNumber, Rule.LineNumber);
        if (frame.LineNumbers > 0) WaitForNextLine(ref frame);
        Require(line, Slot.LineNumberCounter, Rule.LineCounter);
        if (_kind == DocumentKind.Ledger) LineCounterOrder();
        if (line.Has(Slot.LineNumberCounter)
            && _entry.Has(Slot.EntryCounter)
            && !AnyEqual(line, Slot.LineNumberCounter, _entry, Slot.EntryCounter))
        {
            string counter = First(line, Slot.LineNumberCounter);
            Fail(Rule.LineCounterEqual, line, counter, counter, First(_entry, Slot.EntryCounter));
        }

        bool isReadable = CheckAccount();
        if (isReadable) CheckAmount();
        if (isReadable) CheckDocument();
        CheckOwn();
        for (int i = 0; i < _measurableCount; i++) CheckMeasurable(_measurables[i]);
        if (_kind is DocumentKind.Berat or DocumentKind.Report) EndTaxLine();
        if (_kind == DocumentKind.Ledger) EndAccountLine();
        Sum();
        NoteLine();
        _findings.LineNumber = 0;
    }

    [MethodImpl(Hot.Method)]
    private void WaitForNextLine(ref Frame frame)
    {
        double own = frame.LineNumbers == 1 ? frame.LineNumber : double.NaN;
        if (_kind is DocumentKind.Journal or DocumentKind.Inventory) _lines.Wait(own, _ordinal, _detail.Line);
        else _siblings.Wait(own, _ordinal, _detail.Line);
        if (double.IsNaN(own) && frame.LineNumbers == 1) NotNumber(_detail, Slot.LineNumber, "lineNumber");
        else if (frame.LineNumbers > 1) Several(_detail, Slot.LineNumber, "lineNumber");
    }

    [MethodImpl(Hot.Method)]
    private void ReadAmount()
    {
        _isDebit = AnyEqual(_detail, Slot.DebitCredit, "D"u8) || AnyEqual(_detail, Slot.DebitCredit, "debit"u8);
        _isCredit = AnyEqual(_detail, Slot.DebitCredit, "C"u8) || AnyEqual(_detail, Slot.DebitCredit, "credit"u8);
        _isAmount = _detail.Count(Slot.Amount) == 1
            && XsNumber.TryCents(XsNumber.Trim(Octets(_detail, Slot.Amount)), out _cents);
        if (!_isAmount) _cents = 0;
    }

    // False if a let of the rule has no value in XSLT, so that the rule ends there.
    [MethodImpl(Hot.Method)]
    private bool CheckAccount()
    {
        Record line = _detail;
        Require(line, Slot.Account, Rule.Account);
        int accounts = line.Count(Slot.Account);
        int mains = line.Count(Slot.MainId);
        if (mains > 0 && !(accounts == 1 && mains == 1 && Length(Octets(line, Slot.MainId)) is 3 or 4))
        {
            Fail(Rule.MainAccountLength, line, First(line, Slot.MainId));
        }

        if (accounts > 0 && !line.Has(Slot.MainName)) Fail(Rule.MainAccountName, line);
        if (line.Has(Slot.Sub) && !line.Has(Slot.SubId)) Fail(Rule.SubAccountId, line);
        if (line.Has(Slot.Sub) && !line.Has(Slot.SubName)) Fail(Rule.SubAccountName, line);
        if (!_findings.Applies(Rule.SubAccountPrefix)) return true;
        if (HasSeveralInAccount(Slot.MainId) || HasSeveralInAccount(Slot.SubId))
        {
            Several(line, Slot.SubId, "accountSubID");
            return false;
        }

        // Two accounts give two strings, which are neither true nor false.
        bool holds = accounts < 2;
        if (holds && mains == 1 && line.Has(Slot.SubId))
        {
            ReadOnlySpan<byte> main = Normal(Octets(line, Slot.MainId));
            ReadOnlySpan<byte> sub = Normal(Octets(line, Slot.SubId));
            holds = main.IsEmpty || sub.IsEmpty || sub.StartsWith(main);
        }

        if (!holds)
        {
            string sub = First(line, Slot.SubId);
            Fail(Rule.SubAccountPrefix, line, sub, sub, First(line, Slot.MainId));
        }

        return true;
    }

    private bool HasSeveralInAccount(Slot slot)
    {
        if (_detail.Count(slot) < 2) return false;
        int last = -1;
        for (int at = _detail.First(slot); at >= 0; at = _detail.Next(at))
        {
            int group = slot == Slot.SubId ? _detail[at].Group >> 16 : _detail[at].Group;
            if (group == last) return true;
            last = group;
        }

        return false;
    }

    [MethodImpl(Hot.Method)]
    private void CheckAmount()
    {
        Record line = _detail;
        Require(line, Slot.Amount, Rule.Amount);
        if (!_isAmount && line.Count(Slot.Amount) == 1 && !XsNumber.TryDouble(Octets(line, Slot.Amount), out _))
        {
            NotNumber(line, Slot.Amount, "amount");
        }

        bool isPositive = _isAmount ? _cents > 0 : AnyNumber(line, Slot.Amount, 0, Comparison.Greater);
        if (line.Has(Slot.Amount) && !isPositive) Fail(Rule.AmountPositive, line, First(line, Slot.Amount));
        if (!(_isAmount || AnyNumber(line, Slot.Amount, 0, Comparison.NotLess)))
        {
            Fail(Rule.AmountNegative, line, First(line, Slot.Amount));
        }

        if (line.Has(Slot.AmountCurrency) && _globals.DefaultCurrencies.Count == 0) Fail(Rule.CurrencyNeedsDefault, line);
        if (line.Has(Slot.OriginalAmount))
        {
            Require(line, Slot.RateDate, Rule.RateDate);
            Require(line, Slot.OriginalCurrency, Rule.OriginalCurrency);
        }

        if (line.Has(Slot.OriginalCurrency)) Require(line, Slot.ExchangeRate, Rule.ExchangeRate);
        Require(line, Slot.DebitCredit, Rule.DebitCredit);
        Require(line, Slot.PostingDate, Rule.PostingDate);
        if (line.Count(Slot.Measurable) > 1) Fail(Rule.MeasurableOnce, line, "", line.Count(Slot.Measurable));
        if (!_isAmount) CheckForm(line, Slot.Amount, Rule.AmountForm);
    }

    [MethodImpl(Hot.Method)]
    private void CheckDocument()
    {
        Record line = _detail;
        if (line.Has(Slot.PostingDate))
        {
            string Date() => First(line, Slot.PostingDate);
            if (_entry.Has(Slot.EnteredDate) && !AnyEqual(line, Slot.PostingDate, _entry, Slot.EnteredDate))
            {
                Fail(Rule.PostingDateEqual, line, Date(), Date(), First(_entry, Slot.EnteredDate));
            }

            if (_kind == DocumentKind.Ledger && !IsInPeriod(line, Slot.PostingDate))
            {
                Fail(Rule.PostingDateRange, line, Date(), Date(), Start(), EndOfPeriod());
            }
        }

        bool isReadable = Single(line, Slot.DocumentType, out ReadOnlySpan<byte> raw);
        ReadOnlySpan<byte> type = Normal(raw);
        bool hasNumber = Single(line, Slot.DocumentNumber, out ReadOnlySpan<byte> number) && !IsBlank(number);
        bool isComplete = hasNumber && line.Has(Slot.DocumentDate);
        bool isOther = !isReadable || type.SequenceEqual("other"u8);
        bool isDescribed = Single(line, Slot.DocumentTypeDescription, out ReadOnlySpan<byte> name) && !IsBlank(name);
        if (isOther && !(isReadable && isDescribed)) Fail(Rule.DocumentDescription, line);
        if (isOther && !(isReadable && isComplete)) Fail(Rule.OtherDocument, line, Decode(type));
        if (!isReadable || (!isComplete && type.SequenceEqual("invoice"u8))) Fail(Rule.InvoiceDocument, line, Decode(type));
        if (!isReadable || (!isComplete && type.SequenceEqual("check"u8))) Fail(Rule.CheckDocument, line, Decode(type));
        if (!line.Has(Slot.DocumentType))
        {
            if (line.Has(Slot.DocumentNumber)) Fail(Rule.NumberNeedsType, line, First(line, Slot.DocumentNumber));
            if (line.Has(Slot.DocumentDate)) Fail(Rule.DateNeedsType, line, First(line, Slot.DocumentDate));
        }

        if (line.Has(Slot.DocumentReference)
            && _entry.Has(Slot.EntryNumber)
            && !AnyEqual(line, Slot.DocumentReference, _entry, Slot.EntryNumber))
        {
            string reference = First(line, Slot.DocumentReference);
            Fail(Rule.DocumentReference, line, reference, reference, First(_entry, Slot.EntryNumber));
        }

        if (line.Has(Slot.PaymentMethod) && !(Single(line, Slot.PaymentMethod, out ReadOnlySpan<byte> method) && !IsBlank(method)))
        {
            Fail(Rule.PaymentMethod, line);
        }
    }

    [MethodImpl(Hot.Method)]
    private void Sum()
    {
        if (!_isDebit && !_isCredit) return;
        int amounts = _detail.Count(Slot.Amount);
        if (_isAmount)
        {
            if (_isDebit) _debit.Add(_cents);
            if (_isCredit) _credit.Add(_cents);
        }
        else if (amounts == 1 && XsNumber.TryDecimal(Octets(_detail, Slot.Amount), out BigInteger digits, out int scale))
        {
            if (_isDebit) _debit.Add(digits, scale);
            if (_isCredit) _credit.Add(digits, scale);
        }
        else if (amounts > 0)
        {
            _debit.IsBroken |= _isDebit;
            _credit.IsBroken |= _isCredit;
        }
    }
}
