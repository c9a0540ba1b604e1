using System;
using System.IO;
using System.Text;
using System.Threading;

namespace DefterX.Xml;

/// <summary>Writes characters as UTF-8 through a buffer, with the escapes of C14N 1.0, 2.3.</summary>
internal sealed class Utf8Output(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>The longest output of one UTF-16 unit: <c>&amp;quot;</c>.</summary>
    private const int LongestUnit = 6;

    private static readonly byte[]?[] TextEscapes = Escapes(('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('\r', "&#xD;"));

    private static readonly byte[]?[] AttributeEscapes = Escapes(
        ('&', "&amp;"), ('<', "&lt;"), ('"', "&quot;"), ('\t', "&#x9;"), ('\n', "&#xA;"), ('\r', "&#xD;"));

    private static readonly byte[]?[] NoEscapes = Escapes();

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _count;
    private char _highSurrogate;

    public void WriteText(ReadOnlySpan<char> text) => Write(text, TextEscapes);

    public void WriteAttributeValue(ReadOnlySpan<char> value) => Write(value, AttributeEscapes);

    public void Write(string text) => Write(text.AsSpan(), NoEscapes);

    public void Write(char ascii)
    {
        if (_count == _buffer.Length) Flush();
        _buffer[_count++] = (byte)ascii;
    }

    public void WriteName(string prefix, string localName)
    {
        if (prefix.Length != 0)
        {
            Write(prefix);
            Write(':');
        }
        Write(localName);
    }

    public void Flush()
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(_buffer, 0, _count);
        _count = 0;
    }

    private static byte[]?[] Escapes(params (char Character, string Text)[] escapes)
    {
        byte[]?[] table = new byte[]?[128];
        foreach ((char character, string text) in escapes) table[character] = Encoding.ASCII.GetBytes(text);
        return table;
    }

    private void Write(ReadOnlySpan<char> text, byte[]?[] escapes)
    {
        while (!text.IsEmpty)
        {
            int units = Math.Min(text.Length, (_buffer.Length - _count) / LongestUnit);
            if (units == 0)
            {
                Flush();
                continue;
            }
            byte[] buffer = _buffer;
            int count = _count;
            foreach (char unit in text.Slice(0, units))
            {
                if (unit >= 0x80)
                {
                    count = WriteNonAscii(unit, count);
                }
                else if (escapes[unit] is byte[] escape)
                {
                    escape.CopyTo(buffer, count);
                    count += escape.Length;
                }
                else
                {
                    buffer[count++] = (byte)unit;
                }
            }
            _count = count;
            text = text.Slice(units);
        }
    }

    private int WriteNonAscii(char unit, int count)
    {
        if (unit < 0x800)
        {
            _buffer[count++] = (byte)(0xC0 | unit >> 6);
        }
        else if (char.IsHighSurrogate(unit))
        {
            // The other half may be in the next chunk.
            _highSurrogate = unit;
            return count;
        }
        else if (char.IsLowSurrogate(unit))
        {
            int codePoint = char.ConvertToUtf32(_highSurrogate, unit);
            _buffer[count++] = (byte)(0xF0 | codePoint >> 18);
            _buffer[count++] = (byte)(0x80 | codePoint >> 12 & 0x3F);
            _buffer[count++] = (byte)(0x80 | codePoint >> 6 & 0x3F);
        }
        else
        {
            _buffer[count++] = (byte)(0xE0 | unit >> 12);
            _buffer[count++] = (byte)(0x80 | unit >> 6 & 0x3F);
        }
        _buffer[count++] = (byte)(0x80 | unit & 0x3F);
        return count;
    }
}
