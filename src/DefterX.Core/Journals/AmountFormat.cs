using System;

namespace DefterX.Journals;

/// <summary>How a file writes amounts: <c>1.234,56</c> or <c>1234.56</c> and <c>1,234.56</c>.</summary>
internal readonly record struct AmountFormat(byte Point)
{
    // 18 digits fit a 64-bit integer, and no ledger has larger amounts.
    private const int MostDigits = 18;

    /// <summary>What a single amount says of the format.</summary>
    /// <returns>The format; null when it says nothing.</returns>
    /// <param name="text">The amount as UTF-8.</param>
    /// <param name="ambiguous">Whether it means different amounts in the two formats, such as 1.234.</param>
    public static AmountFormat? Evidence(ReadOnlySpan<byte> text, out bool ambiguous)
    {
        ambiguous = false;
        int dot = text.LastIndexOf((byte)'.');
        int comma = text.LastIndexOf((byte)',');
        if (dot < 0 && comma < 0) return null;
        int last = Math.Max(dot, comma);
        AmountFormat itself = new(text[last]);
        if (dot >= 0 && comma >= 0) return itself;
        if (text.IndexOf(text[last]) != last) return new AmountFormat(text[last] == '.' ? (byte)',' : (byte)'.');

        ReadOnlySpan<byte> whole = text.Slice(text[0] == '-' ? 1 : 0, last - (text[0] == '-' ? 1 : 0));
        ambiguous = text.Length - last - 1 == 3 && whole.Length is >= 1 and <= 3 && whole[0] != '0';
        return ambiguous ? null : itself;
    }

    /// <summary>Reads an amount; groups must be of three digits, so that an amount of the other format is not misread.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out decimal amount)
    {
        amount = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        long digits = 0;
        int count = 0;
        int inGroup = 0;
        int decimals = -1;
        bool grouped = false;
        foreach (byte c in negative ? text.Slice(1) : text)
        {
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                if (++count > MostDigits) return false;
                digits = (digits * 10) + c - '0';
                if (decimals >= 0) decimals++;
                else inGroup++;
            }
            else if (decimals >= 0 || (c != '.' && c != ','))
            {
                return false;
            }
            else if (grouped && inGroup != 3)
            {
                return false;
            }
            else if (c == Point)
            {
                decimals = 0;
            }
            else
            {
                if (inGroup is 0 or > 3) return false;
                grouped = true;
                inGroup = 0;
            }
        }

        if (count == 0 || decimals == 0 || (grouped && inGroup != 3)) return false;
        amount = new decimal((int)digits, (int)(digits >> 32), 0, negative, (byte)Math.Max(decimals, 0));
        return true;
    }
}
