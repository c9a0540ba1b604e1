using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Comparisons of XPath 2.0 over the values of a record.</summary>
internal sealed partial class LedgerRun
{
    private enum Comparison
    {
        Equal,
        Greater,
        NotLess,
    }

    private ReadOnlySpan<byte> Octets(Record record, int at)
    {
        Record.Value value = record[at];
        return _values.AsSpan(value.Start, value.Length);
    }

    /// <summary>The first value's octets; empty if there is none.</summary>
    private ReadOnlySpan<byte> Octets(Record record, Slot slot)
    {
        int at = record.First(slot);
        return at < 0 ? default : Octets(record, at);
    }

    private string First(Record record, Slot slot) => Decode(Octets(record, slot));

    private void Fail(Rule rule, Record record, string value = "", params object?[] arguments) =>
        _findings.Add(rule, record.Line, value, arguments);

    [MethodImpl(Hot.Method)]
    private void Require(Record record, Slot slot, Rule rule)
    {
        if (!record.Has(slot)) Fail(rule, record);
    }

    // One value, or none, which counts as empty; false for several.
    [MethodImpl(Hot.Method)]
    private bool Single(Record record, Slot slot, out ReadOnlySpan<byte> value)
    {
        value = Octets(record, slot);
        return record.Count(slot) < 2;
    }

    private void NotNumber(Record record, Slot slot, string name)
    {
        string value = First(record, slot);
        Fail(Rule.NumberForm, record, value, name, value);
    }

    private void Several(Record record, Slot slot, string name) =>
        Fail(Rule.OneValue, record, First(record, slot), name, record.Count(slot));

    [MethodImpl(Hot.Method)]
    private bool AnyEqual(Record left, Slot leftSlot, Record right, Slot rightSlot)
    {
        for (int l = left.First(leftSlot); l >= 0; l = left.Next(l))
        {
            for (int r = right.First(rightSlot); r >= 0; r = right.Next(r))
            {
                if (Octets(left, l).SequenceEqual(Octets(right, r))) return true;
            }
        }

        return false;
    }

    [MethodImpl(Hot.Method)]
    private bool AnyEqual(Record record, Slot slot, ReadOnlySpan<byte> text)
    {
        for (int at = record.First(slot); at >= 0; at = record.Next(at))
        {
            if (Octets(record, at).SequenceEqual(text)) return true;
        }

        return false;
    }

    // A value that is no number ends the comparison: XPath would stop there with an error.
    [MethodImpl(Hot.Method)]
    private bool AnyNumber(Record record, Slot slot, double number, Comparison comparison)
    {
        for (int at = record.First(slot); at >= 0; at = record.Next(at))
        {
            if (!XsNumber.TryDouble(Octets(record, at), out double value)) return false;
            bool holds = comparison switch
            {
                Comparison.Equal => value == number,
                Comparison.Greater => value > number,
                _ => value >= number,
            };
            if (holds) return true;
        }

        return false;
    }

    [MethodImpl(Hot.Method)]
    private bool IsInPeriod(Record record, Slot slot) =>
        AnyDate(record, slot, _globals.PeriodStarts, later: true) && AnyDate(record, slot, _globals.PeriodEnds, later: false);

    [MethodImpl(Hot.Method)]
    private bool AnyDate(Record record, Slot slot, List<byte[]> limits, bool later)
    {
        for (int at = record.First(slot); at >= 0; at = record.Next(at))
        {
            foreach (byte[] limit in limits)
            {
                int order = Octets(record, at).SequenceCompareTo(limit);
                if (later ? order >= 0 : order <= 0) return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Least(Record record, Slot slot)
    {
        ReadOnlySpan<byte> least = Octets(record, slot);
        for (int at = record.First(slot); at >= 0; at = record.Next(at))
        {
            if (Octets(record, at).SequenceCompareTo(least) < 0) least = Octets(record, at);
        }

        return least;
    }

    private string Start() => _globals.PeriodStarts.Count > 0 ? Decode(_globals.PeriodStarts[0]) : "";

    private string EndOfPeriod() => _globals.PeriodEnds.Count > 0 ? Decode(_globals.PeriodEnds[0]) : "";

    /// <summary>string-length of normalize-space.</summary>
    [MethodImpl(Hot.Method)]
    private static int Length(ReadOnlySpan<byte> text)
    {
        text = XsNumber.Trim(text);
        int length = 0;
        bool wasSpace = false;
        foreach (byte octet in text)
        {
            bool isSpace = octet is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
            if ((octet & 0xC0) != 0x80 && !(isSpace && wasSpace)) length++;
            wasSpace = isSpace;
        }

        return length;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => XsNumber.Trim(text).IsEmpty;

    private static bool IsAmount(ReadOnlySpan<byte> text)
    {
        int point = text.IndexOf((byte)'.');
        return point < 0
            ? XsNumber.IsDigits(text)
            : XsNumber.IsDigits(text.Slice(0, point)) && text.Length - point is 2 or 3 && XsNumber.IsDigits(text.Slice(point + 1));
    }

    /// <summary>normalize-space; the same octets where nothing has to be left out.</summary>
    [MethodImpl(Hot.Method)]
    private static ReadOnlySpan<byte> Normal(ReadOnlySpan<byte> text)
    {
        text = XsNumber.Trim(text);
        bool isNormal = true;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > (byte)' ') continue;
            if (text[i] != (byte)' ' || text[i - 1] == (byte)' ') isNormal = false;
        }

        if (isNormal) return text;
        byte[] copy = new byte[text.Length];
        int count = 0;
        foreach (byte octet in text)
        {
            if (octet > (byte)' ') copy[count++] = octet;
            else if (copy[count - 1] != (byte)' ') copy[count++] = (byte)' ';
        }

        return copy.AsSpan(0, count);
    }
}
