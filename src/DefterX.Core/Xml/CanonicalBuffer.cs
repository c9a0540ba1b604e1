using System;
using System.Globalization;

namespace DefterX.Xml;

/// <summary>A growing buffer of canonical UTF-8 XML: what is written here is its own canonical form.</summary>
/// <remarks>Canonical XML 1.0, 2.3: the escapes of text and attribute values.
/// Markup is given ready made, with its attributes in order
/// and every element with an end tag.</remarks>
internal sealed class CanonicalBuffer
{
    private byte[] _bytes;

    public CanonicalBuffer(int capacity = 4096) => _bytes = new byte[capacity];

    /// <summary>Number of bytes written since the last <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    /// <summary>The array that holds the bytes, from 0 to <see cref="Length"/>.</summary>
    public byte[] Array => _bytes;

    /// <summary>The bytes written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Markup that is canonical already.</summary>
    public CanonicalBuffer Raw(ReadOnlySpan<byte> markup)
    {
        markup.CopyTo(Reserve(markup.Length));
        Length += markup.Length;
        return this;
    }

    /// <summary>Character data.</summary>
    /// <exception cref="ArgumentException">A character that XML 1.0 cannot hold.</exception>
    public CanonicalBuffer Text(string value) => Characters(value, attribute: false);

    /// <summary>An attribute's value, without the quotes.</summary>
    /// <exception cref="ArgumentException">A character that XML 1.0 cannot hold.</exception>
    public CanonicalBuffer Attribute(string value) => Characters(value, attribute: true);

    public CanonicalBuffer Integer(long value)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(nameof(value));
        Span<byte> digits = stackalloc byte[20];
        int start = digits.Length;
        do
        {
            digits[--start] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value > 0);
        return Raw(digits.Slice(start));
    }

    /// <summary>An amount with two decimals and a point, such as <c>1234.50</c> (schematron Y087, Y117).</summary>
    public CanonicalBuffer Amount(decimal value)
    {
        decimal hundredths = value * 100m;
        if (value < 0 || hundredths >= long.MaxValue || hundredths != decimal.Truncate(hundredths))
        {
            return Text(value.ToString("0.00", CultureInfo.InvariantCulture));
        }

        long whole = decimal.ToInt64(hundredths);
        ReadOnlySpan<byte> cents = [(byte)'.', Digit((int)(whole % 100 / 10)), Digit((int)(whole % 10))];
        return Integer(whole / 100).Raw(cents);
    }

    /// <summary>A date, such as <c>2026-09-30</c>.</summary>
    public CanonicalBuffer Date(DateTime value)
    {
        Span<byte> date =
        [
            Digit(value.Year / 1000), Digit(value.Year / 100), Digit(value.Year / 10), Digit(value.Year), (byte)'-',
            Digit(value.Month / 10), Digit(value.Month), (byte)'-', Digit(value.Day / 10), Digit(value.Day),
        ];
        return Raw(date);
    }

    private static byte Digit(int value) => (byte)('0' + (value % 10));

    private CanonicalBuffer Characters(string value, bool attribute)
    {
        Span<byte> target = Reserve(value.Length * 6);
        int length = 0;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c < 0x80)
            {
                ReadOnlySpan<byte> escape = Escape(c, attribute);
                if (escape.IsEmpty) target[length++] = (byte)c;
                else
                {
                    escape.CopyTo(target.Slice(length));
                    length += escape.Length;
                }
            }
            else if (c < 0x800)
            {
                target[length++] = (byte)(0xC0 | (c >> 6));
                target[length++] = (byte)(0x80 | (c & 0x3F));
            }
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                int point = char.ConvertToUtf32(c, value[++i]);
                target[length++] = (byte)(0xF0 | (point >> 18));
                target[length++] = (byte)(0x80 | ((point >> 12) & 0x3F));
                target[length++] = (byte)(0x80 | ((point >> 6) & 0x3F));
                target[length++] = (byte)(0x80 | (point & 0x3F));
            }
            else
            {
                if (char.IsSurrogate(c) || c >= 0xFFFE) throw NotXml(c);
                target[length++] = (byte)(0xE0 | (c >> 12));
                target[length++] = (byte)(0x80 | ((c >> 6) & 0x3F));
                target[length++] = (byte)(0x80 | (c & 0x3F));
            }
        }

        Length += length;
        return this;
    }

    private static ReadOnlySpan<byte> Escape(char c, bool attribute) => c switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => attribute ? default : "&gt;"u8,
        '"' => attribute ? "&quot;"u8 : default,
        '\t' => attribute ? "&#x9;"u8 : default,
        '\n' => attribute ? "&#xA;"u8 : default,
        '\r' => "&#xD;"u8,
        < ' ' => throw NotXml(c),
        _ => default,
    };

    private static ArgumentException NotXml(char c) =>
        new(string.Format(CultureInfo.InvariantCulture, "U+{0:X4} is not a character of XML 1.0.", (int)c), nameof(c));

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }
}
