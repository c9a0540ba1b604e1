using System;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Numbers as XML Schema Part 2 writes them and XPath 2.0 compares them.</summary>
internal static class XsNumber
{
    /// <summary>Leaves out white space at both ends.</summary>
    [MethodImpl(Hot.Method)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && text[start] <= (byte)' ') start++;
        while (end > start && text[end - 1] <= (byte)' ') end--;
        return text.Slice(start, end - start);
    }

    /// <summary>xs:double.</summary>
    [MethodImpl(Hot.Method)]
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        text = Trim(text);
        if (text.Length is > 0 and <= 15 && TryInteger(text, out long integer))
        {
            value = integer;
            return true;
        }

        value = double.NaN;
        if (text.SequenceEqual("NaN"u8)) return true;
        if (text.SequenceEqual("INF"u8) || text.SequenceEqual("-INF"u8))
        {
            value = text[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> mantissa = exponent < 0 ? text : text.Slice(0, exponent);
        if (!IsDecimal(mantissa)) return false;
        if (exponent >= 0)
        {
            ReadOnlySpan<byte> power = text.Slice(exponent + 1);
            if (!power.IsEmpty && power[0] is (byte)'+' or (byte)'-') power = power.Slice(1);
            if (!IsDigits(power)) return false;
        }

        value = double.Parse(Ascii(text), NumberStyles.Float, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>fn:number of one value: NaN for what is no number.</summary>
    [MethodImpl(Hot.Method)]
    public static double Number(ReadOnlySpan<byte> text) => TryDouble(text, out double value) ? value : double.NaN;

    /// <summary>xs:decimal, as a whole number and how many of its digits are decimals.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> text, out BigInteger digits, out int scale)
    {
        text = Trim(text);
        digits = default;
        scale = 0;
        if (!IsDecimal(text)) return false;
        int point = text.IndexOf((byte)'.');
        string all = Ascii(text);
        if (point >= 0)
        {
            scale = text.Length - point - 1;
            all = all.Remove(point, 1);
        }

        digits = BigInteger.Parse(all, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Hundredths of an amount such as 12, 12.3 or 12.34: digits and at most two decimals (schematron Y117).</summary>
    [MethodImpl(Hot.Method)]
    public static bool TryCents(ReadOnlySpan<byte> text, out long cents)
    {
        cents = 0;
        if (text.Length is 0 or > 17) return false;
        int decimals = -1;
        foreach (byte octet in text)
        {
            if (octet == (byte)'.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }

            uint digit = (uint)(octet - '0');
            if (digit > 9) return false;
            cents = (cents * 10) + digit;
            if (decimals >= 0) decimals++;
        }

        if (decimals is 0 or > 2 || text[0] == (byte)'.') return false;
        if (decimals < 0) cents *= 100;
        else if (decimals == 1) cents *= 10;
        return true;
    }

    /// <summary>An optional sign and digits that a long holds.</summary>
    [MethodImpl(Hot.Method)]
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool isNegative = !text.IsEmpty && text[0] == (byte)'-';
        if (isNegative) text = text.Slice(1);
        if (text.Length is 0 or > 18) return false;
        foreach (byte octet in text)
        {
            uint digit = (uint)(octet - '0');
            if (digit > 9) return false;
            value = (value * 10) + digit;
        }

        if (isNegative) value = -value;
        return true;
    }

    /// <summary>Digits with an optional sign and point.</summary>
    [MethodImpl(Hot.Method)]
    public static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-') text = text.Slice(1);
        int digits = 0;
        int points = 0;
        foreach (byte octet in text)
        {
            if (octet == (byte)'.') points++;
            else if (octet is >= (byte)'0' and <= (byte)'9') digits++;
            else return false;
        }

        return digits > 0 && points <= 1;
    }

    [MethodImpl(Hot.Method)]
    public static bool IsDigits(ReadOnlySpan<byte> text)
    {
        foreach (byte octet in text)
        {
            if (octet is < (byte)'0' or > (byte)'9') return false;
        }

        return !text.IsEmpty;
    }

    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text.ToArray());
}
