using System;
using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>Text, comments, instructions and the declaration.</summary>
internal sealed partial class Utf8XmlReader
{
    private byte[] _decoded = new byte[256];
    private bool _isDecoded;
    private int _textStart;
    private int _textLength;
    private int _brackets;

    /// <summary>The characters of a text, with line ends as XML 1.0, 2.11 normalises them and references replaced; of a comment;
    /// or of an instruction, target and all.</summary>
    public ReadOnlySpan<byte> Text => (_isDecoded ? _decoded : _buffer).AsSpan(_textStart, _textLength);

    // False if there was nothing, as at the start of a CDATA section.
    [MethodImpl(Hot.Method)]
    private bool ReadText()
    {
        while (true)
        {
            if (_brackets > 0) return ReadSpecialText();
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
#if NET8_0_OR_GREATER
            int special = rest.IndexOfAny(s_specials);
#else
            int special = IndexOfSpecial(rest);
#endif
            if (special >= 0 && rest[special] != (byte)'<') return ReadSpecialText();
            if (special < 0 && _pos == 0 && _filled == _buffer.Length)
            {
                special = rest.Length;
            }
            else if (special < 0)
            {
                Need();
                continue;
            }

            return SetText(_pos, special, special);
        }
    }

#if NET8_0_OR_GREATER
    private static readonly System.Buffers.SearchValues<byte> s_specials = System.Buffers.SearchValues.Create("<&]\r"u8);
#else
    private static int IndexOfSpecial(ReadOnlySpan<byte> octets)
    {
        int special = octets.IndexOfAny((byte)'<', (byte)'&', (byte)']');
        int carriage = (special < 0 ? octets : octets.Slice(0, special)).IndexOf((byte)'\r');
        return carriage >= 0 ? carriage : special;
    }
#endif

    [MethodImpl(Hot.Method)]
    private bool SetText(int start, int length, int consumed)
    {
        _isDecoded = false;
        _textStart = start;
        _textLength = length;
        _pos += consumed;
        Token = XmlToken.Text;
        return true;
    }

    // Text with references, carriage returns or brackets, decoded piece by piece.
    private bool ReadSpecialText()
    {
        int count = 0;
        while (true)
        {
            if (_pos == _end)
            {
                // The rest is the next token's.
                if (count > 0) break;
                Need();
            }

            byte octet = _buffer[_pos];
            if (octet == (byte)'<') break;
            if (octet != (byte)']' && octet != (byte)'>') _brackets = 0;
            int consumed = 1;
            int code = -1;
            switch (octet)
            {
                case (byte)'&':
                    // A reference must be whole; what is decoded so far is given first when the buffer has to move.
                    if (!_isExhausted && IsCutReference(_buffer.AsSpan(_pos + 1, _end - _pos - 1)))
                    {
                        if (count > 0) return Decoded(count);
                        Need();
                        continue;
                    }

                    code = Reference(_buffer.AsSpan(_pos, _end - _pos), out consumed);
                    break;
                case (byte)'\r':
                    if (_pos + 1 == _end && !_isExhausted)
                    {
                        if (count > 0) return Decoded(count);
                        Need();
                        if (_pos + 1 == _end) continue;
                    }

                    if (_pos + 1 < _end && _buffer[_pos + 1] == (byte)'\n') consumed = 2;
                    octet = (byte)'\n';
                    break;
                case (byte)']':
                    _brackets++;
                    break;
                case (byte)'>':
                    if (_brackets >= 2) throw Fault(XmlFault.Markup);
                    _brackets = 0;
                    break;
            }

            if (_decoded.Length - count < 4) Array.Resize(ref _decoded, _decoded.Length * 2);
            if (code >= 0) count += Encode(code, _decoded.AsSpan(count));
            else _decoded[count++] = octet;
            _pos += consumed;
            if (count >= 1 << 16 && (_pos == _end || (_buffer[_pos] & 0xC0) != 0x80)) return Decoded(count);
        }

        if (_pos < _end) _brackets = 0;
        return count > 0 && Decoded(count);
    }

    private bool Decoded(int count)
    {
        _isDecoded = true;
        _textStart = 0;
        _textLength = count;
        Token = XmlToken.Text;
        return true;
    }

    // Whether all that is here behind an ampersand could still become a reference.
    private static bool IsCutReference(ReadOnlySpan<byte> text)
    {
        foreach (byte octet in text)
        {
            if (octet != (byte)'#' && (octet is < (byte)'0' or > (byte)'9') && (octet | 0x20) is < 'a' or > 'z') return false;
        }

        return true;
    }

    // The code point of a reference, and how many octets it has; XML 1.0, 4.1 and 4.6.
    private int Reference(ReadOnlySpan<byte> text, out int length)
    {
        int end = text.IndexOf((byte)';');
        if (end < 2) throw Fault(XmlFault.Entity);
        ReadOnlySpan<byte> name = text.Slice(1, end - 1);
        length = end + 1;
        if (name[0] != (byte)'#')
        {
            if (name.SequenceEqual("amp"u8)) return '&';
            if (name.SequenceEqual("lt"u8)) return '<';
            if (name.SequenceEqual("gt"u8)) return '>';
            if (name.SequenceEqual("quot"u8)) return '"';
            if (name.SequenceEqual("apos"u8)) return '\'';
            throw Fault(XmlFault.Entity);
        }

        bool isHex = name.Length > 1 && name[1] == (byte)'x';
        ReadOnlySpan<byte> digits = name.Slice(isHex ? 2 : 1);
        if (digits.IsEmpty) throw Fault(XmlFault.Entity);
        int code = 0;
        foreach (byte octet in digits)
        {
            int digit = octet is >= (byte)'0' and <= (byte)'9' ? octet - '0'
                : isHex && (octet | 0x20) is >= 'a' and <= 'f' ? (octet | 0x20) - 'a' + 10
                : throw Fault(XmlFault.Entity);
            code = (code * (isHex ? 16 : 10)) + digit;
            if (code > 0x10FFFF) throw Fault(XmlFault.Character);
        }

        bool isCharacter = code is 9 or 10 or 13 or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or >= 0x10000;
        return isCharacter ? code : throw Fault(XmlFault.Character);
    }

    private static int Encode(int code, Span<byte> to)
    {
        if (code < 0x80)
        {
            to[0] = (byte)code;
            return 1;
        }

        int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        for (int i = length - 1; i > 0; i--)
        {
            to[i] = (byte)(0x80 | (code & 0x3F));
            code >>= 6;
        }

        to[0] = (byte)(code | (0xF00 >> length));
        return length;
    }

    private void SkipOutside()
    {
        while (_pos < _end && _buffer[_pos] != (byte)'<')
        {
            if (!IsSpace(_buffer.AsSpan(_pos, 1))) throw Fault(XmlFault.Outside);
            _pos++;
        }
    }

    // A comment or CDATA section; false for an empty section.
    private bool ReadDeclaredMarkup()
    {
        while (_end - _pos < 9 && !_isExhausted) Fill();
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
        if (rest.StartsWith("<!--"u8))
        {
            int length = Find("--"u8, 4);
            while (_end - _pos < length + 3) Need();
            if (_buffer[_pos + length + 2] != (byte)'>') throw Fault(XmlFault.Markup);
            Markup(XmlToken.Comment, 4, length - 4, length + 3);
            return true;
        }

        if (rest.StartsWith("<![CDATA["u8) && Depth > 0)
        {
            int length = Find("]]>"u8, 9);
            Markup(XmlToken.Text, 9, length - 9, length + 3);
            return _textLength > 0;
        }

        if (rest.StartsWith("<!DOCTYPE"u8)) throw Fault(XmlFault.Dtd);
        throw Fault(_isExhausted && rest.Length < 9 ? XmlFault.Truncated : XmlFault.Markup);
    }

    private void ReadInstruction()
    {
        int length = Find("?>"u8, 2);
        ReadOnlySpan<byte> target = _buffer.AsSpan(_pos + 2, length - 2);
        int end = target.IndexOfAny((byte)' ', (byte)'\t', (byte)'\n');
        int carriage = target.IndexOf((byte)'\r');
        if (carriage >= 0 && (end < 0 || carriage < end)) end = carriage;
        string name = Utf8(end < 0 ? target : target.Slice(0, end));
        bool isName = name.Length > 0 && XmlCharacters.IsNameStart(name[0]);
        foreach (char c in name) isName &= XmlCharacters.IsName(c);
        if (!isName || name.Equals("xml", StringComparison.OrdinalIgnoreCase)) throw Fault(XmlFault.Markup);
        Markup(XmlToken.Instruction, 2, length - 2, length + 2);
    }

    // How far from _pos the mark is.
    private int Find(ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            int at = _end - _pos < from ? -1 : _buffer.AsSpan(_pos + from, _end - _pos - from).IndexOf(mark);
            if (at >= 0) return from + at;
            Need();
        }
    }

    private void Markup(XmlToken token, int start, int length, int consumed)
    {
        SetText(_pos + start, length, consumed);
        Token = token;
        if (Text.IndexOf((byte)'\r') < 0) return;
        ReadOnlySpan<byte> raw = _buffer.AsSpan(_textStart, length);
        if (_decoded.Length < length) _decoded = new byte[length];
        int count = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] == (byte)'\r' && i + 1 < raw.Length && raw[i + 1] == (byte)'\n') continue;
            _decoded[count++] = raw[i] == (byte)'\r' ? (byte)'\n' : raw[i];
        }

        _isDecoded = true;
        _textStart = 0;
        _textLength = count;
    }

    // The XML declaration; its encoding was seen to by whoever opened the stream.
    private void ReadDeclaration()
    {
        _isStarted = true;
        while (_end < 6 && Fill())
        {
        }

        if (_end >= 3 && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8)) _pos = 3;
        while (_end - _pos < 6 && Fill())
        {
        }

        ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
        if (!rest.StartsWith("<?xml"u8) || rest.Length < 6 || !IsSpace(rest.Slice(5, 1))) return;
        int length = Find("?>"u8, 2);
        if (!XmlDeclaration.IsValid(Utf8(_buffer.AsSpan(_pos + 5, length - 5)))) throw Fault(XmlFault.Markup);
        _pos += length + 2;
    }
}
