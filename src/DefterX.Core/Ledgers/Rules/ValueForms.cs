using System;
using System.Runtime.CompilerServices;
using System.Text;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>The lexical forms of values (XML Schema Part 2).</summary>
internal static class ValueForms
{
    [MethodImpl(Hot.Method)]
    public static bool IsValid(ElementModel model, ReadOnlySpan<byte> raw, NamespaceScope scope)
    {
        ReadOnlySpan<byte> text = XsNumber.Trim(raw);
        bool isForm = model.Type switch
        {
            ValueType.Empty => text.IsEmpty,
            ValueType.DateTime => IsDate(text) || IsInstant(text),
            ValueType.Date => IsDate(text),
            ValueType.Instant => IsInstant(text),
            ValueType.Decimal or ValueType.Monetary or ValueType.Pure => XsNumber.IsDecimal(text),
            ValueType.Integer => XsNumber.IsDecimal(text) && text.IndexOf((byte)'.') < 0,
            ValueType.Boolean => IsOneOf(text, "true", "false", "1", "0"),
            ValueType.QName => IsQName(text, scope),
            ValueType.Base64 => IsBase64(text),
            _ => true,
        };
        return isForm && (model.Values.Length == 0 || IsOneOf(text, model.Values));
    }

    /// <summary>A name without a colon.</summary>
    public static bool IsNcName(string text)
    {
        if (text.Length == 0 || !XmlCharacters.IsNameStart(text[0])) return false;
        foreach (char c in text)
        {
            if (!XmlCharacters.IsName(c)) return false;
        }

        return true;
    }

    [MethodImpl(Hot.Method)]
    private static bool IsOneOf(ReadOnlySpan<byte> text, params string[] values)
    {
        foreach (string value in values)
        {
            if (IsEqual(text, value)) return true;
        }

        return false;
    }

    [MethodImpl(Hot.Method)]
    private static bool IsEqual(ReadOnlySpan<byte> text, string value)
    {
        if (text.Length != value.Length) return false;
        for (int i = 0; i < value.Length; i++)
        {
            if (text[i] != value[i]) return false;
        }

        return true;
    }

    // Years of four digits; a time zone may follow.
    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length >= 10 && IsDay(text.Slice(0, 10)) && IsZone(text.Slice(10));

    [MethodImpl(Hot.Method)]
    private static bool IsDay(ReadOnlySpan<byte> text)
    {
        if (text[4] != (byte)'-' || text[7] != (byte)'-') return false;
        int year = Number(text.Slice(0, 4));
        int month = Number(text.Slice(5, 2));
        int day = Number(text.Slice(8, 2));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsInstant(ReadOnlySpan<byte> text)
    {
        if (text.Length < 19 || !IsDay(text.Slice(0, 10)) || text[10] != (byte)'T') return false;
        if (text[13] != (byte)':' || text[16] != (byte)':') return false;
        int hour = Number(text.Slice(11, 2));
        int minute = Number(text.Slice(14, 2));
        int second = Number(text.Slice(17, 2));
        bool isTime = (hour is >= 0 and <= 23 && minute is >= 0 and <= 59 && second is >= 0 and <= 59)
            || (hour == 24 && minute == 0 && second == 0);
        text = text.Slice(19);
        if (!text.IsEmpty && text[0] == (byte)'.')
        {
            int end = 1;
            while (end < text.Length && text[end] is >= (byte)'0' and <= (byte)'9') end++;
            if (end == 1) return false;
            text = text.Slice(end);
        }

        return isTime && IsZone(text);
    }

    private static bool IsZone(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text.Length == 1 && text[0] == (byte)'Z')) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != (byte)':') return false;
        int hour = Number(text.Slice(1, 2));
        int minute = Number(text.Slice(4, 2));
        return (hour is >= 0 and <= 13 && minute is >= 0 and <= 59) || (hour == 14 && minute == 0);
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        XsNumber.IsDigits(digits) && XsNumber.TryInteger(digits, out long n) ? (int)n : -1;

    private static bool IsQName(ReadOnlySpan<byte> text, NamespaceScope scope)
    {
        string[] parts = Encoding.UTF8.GetString(text.ToArray()).Split(':');
        if (parts.Length > 2) return false;
        foreach (string part in parts)
        {
            if (!IsNcName(part)) return false;
        }

        return parts.Length == 1 || scope.Find(parts[0]) is not null;
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        Base64Form form = default;
        return form.Add(text) && form.IsComplete;
    }
}

/// <summary>Whether a text that comes in pieces is base64 (RFC 4648, with white space as XML Schema allows it).</summary>
internal struct Base64Form
{
    private int _characters;
    private int _padding;
    private byte _last;
    private bool _isBroken;

    /// <summary>Whether whole octets were given.</summary>
    public readonly bool IsComplete => !_isBroken && (_characters + _padding) % 4 == 0 && IsLastRight;

    // The bits that padding leaves over are zero.
    private readonly bool IsLastRight => _padding switch
    {
        1 => "AEIMQUYcgkosw048".AsSpan().IndexOf((char)_last) >= 0,
        2 => "AQgw".AsSpan().IndexOf((char)_last) >= 0,
        _ => true,
    };

    public bool Add(ReadOnlySpan<byte> text)
    {
        foreach (byte octet in text)
        {
            if (octet <= (byte)' ') continue;
            if (octet == (byte)'=') _padding++;
            else if (_padding > 0 || !(octet is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'/' || (octet | 0x20) is >= 'a' and <= 'z'))
            {
                _isBroken = true;
            }
            else
            {
                _characters = (_characters + 1) % 4;
                _last = octet;
            }
        }

        _isBroken |= _padding > 2;
        return !_isBroken;
    }
}
