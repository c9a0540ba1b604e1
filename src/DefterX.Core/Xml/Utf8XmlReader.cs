using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>Reads XML 1.0 with namespaces forwards and once, over UTF-8, in memory that does not grow with the
/// document.</summary>
/// <remarks>
/// Strict as XmlReader is, and accepts no DTD. Start tags that occur again are recognised by their bytes. Other encodings come
/// through <see cref="Utf8Stream"/>. What a token gives is valid until the next <see cref="Read"/>.
/// </remarks>
internal sealed partial class Utf8XmlReader
{
    private const int FirstSize = 1 << 17;
    private const int MaxTokenSize = 1 << 22;
    private const int MaxDepth = 256;
    private const int MaxAttributes = 4096;

    // A prefix is looked for in one after the other.
    private const int MaxDeclarations = 1024;
    private readonly Stream _stream;
    private readonly Utf8Names _names;
    private readonly StartTagCache _cache = new();
    private byte[] _buffer = new byte[FirstSize];
    private int _pos;

    // Where the buffer begins in the stream.
    private long _base;

    // Up to here the octets are sound; up to _filled they are only read.
    private int _end;
    private int _filled;
    private bool _isExhausted;
    private XmlFault? _fault;
    private long _line = 1;
    private int _lineAt;
    private StartTag[] _open = new StartTag[32];
    private NamespaceScope _scope = NamespaceScope.Root;
    private StartTag? _empty;
    private StartTag? _last;
    private bool _hasRoot;
    private bool _isStarted;

    /// <param name="stream">UTF-8; not closed.</param>
    /// <param name="names">The names that get numbers.</param>
    public Utf8XmlReader(Stream stream, Utf8Names names)
    {
        _stream = stream;
        _names = names;
    }

    public XmlToken Token { get; private set; }

    /// <summary>The tag of an element's start, also at its end.</summary>
    public StartTag Tag { get; private set; } = null!;

    /// <summary>How many elements are open, the current one included at its start and not at its end.</summary>
    public int Depth { get; private set; }

    /// <summary>The tag of an element that is open.</summary>
    /// <param name="depth">1 for the root.</param>
    public StartTag OpenTag(int depth) => _open[depth - 1];

    /// <summary>The namespaces at this place.</summary>
    public NamespaceScope Scope => _scope;

    /// <summary>The line of the current token's end, 1-based.</summary>
    public long Line
    {
        get
        {
            _line += CountLines(_buffer.AsSpan(_lineAt, _pos - _lineAt));
            _lineAt = _pos;
            return _line;
        }
    }

    /// <summary>Where the root's end tag begins, in octets of the stream; -1 before it was read, and when the root is an empty
    /// tag.</summary>
    public long RootEndTag { get; private set; } = -1;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False after the document.</returns>
    /// <exception cref="XmlFaultException">The document is not well-formed.</exception>
    [MethodImpl(Hot.Method)]
    public bool Read()
    {
        if (!_isStarted) ReadDeclaration();
        if (_empty is not null)
        {
            _empty = null;
            Close();
            return true;
        }

        while (true)
        {
            if (_pos == _end && !Fill()) return AtEnd();
            if (_buffer[_pos] != (byte)'<')
            {
                if (Depth > 0)
                {
                    if (ReadText()) return true;
                }
                else
                {
                    SkipOutside();
                }

                continue;
            }

            if (_end - _pos < 2) Need();
            switch (_buffer[_pos + 1])
            {
                case (byte)'/':
                    ReadEndTag();
                    return true;
                case (byte)'!':
                    if (ReadDeclaredMarkup()) return true;
                    break;
                case (byte)'?':
                    ReadInstruction();
                    return true;
                default:
                    ReadStartTag();
                    return true;
            }
        }
    }

    private static long CountLines(ReadOnlySpan<byte> octets)
    {
#if NET8_0_OR_GREATER
        return octets.Count((byte)'\n');
#else
        long count = 0;
        foreach (byte octet in octets)
        {
            if (octet == (byte)'\n') count++;
        }

        return count;
#endif
    }

    private bool AtEnd()
    {
        if (Depth > 0 || !_hasRoot || _fault is not null) throw Fault(_fault ?? XmlFault.Truncated, _end);
        Token = XmlToken.End;
        return false;
    }

    // More octets behind the current token's start, or a fault.
    private void Need()
    {
        if (!Fill()) throw Fault(_fault ?? XmlFault.Truncated, _end);
    }

    // Keeps what begins at _pos.
    private bool Fill()
    {
        if (_isExhausted) return false;
        if (_pos > 0)
        {
            _line += CountLines(_buffer.AsSpan(_lineAt, _pos - _lineAt));
            _lineAt = 0;
            Buffer.BlockCopy(_buffer, _pos, _buffer, 0, _filled - _pos);
            _filled -= _pos;
            _end -= _pos;
            _base += _pos;
            _pos = 0;
        }
        else if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= MaxTokenSize) throw Fault(XmlFault.Size);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int before = _end;
        while (_end == before)
        {
            int count = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += count;
            if (count == 0)
            {
                _isExhausted = true;
                if (_filled > _end) _fault = XmlFault.Encoding;
                return false;
            }

            Validate();
            if (_fault is not null) return _end > before;
        }

        return true;
    }

    private void Validate()
    {
        ReadOnlySpan<byte> fresh = _buffer.AsSpan(_end, _filled - _end);
        fresh = fresh.Slice(0, fresh.Length - Utf8Validity.IncompleteTail(fresh));
        int wrong = Utf8Validity.IndexOfInvalid(fresh, out XmlFault fault);
        _end += wrong < 0 ? fresh.Length : wrong;
        if (wrong < 0) return;
        _fault = fault;
        _isExhausted = true;
    }

    private XmlFaultException Fault(XmlFault fault, int at = -1)
    {
        if (at > _lineAt) _line += CountLines(_buffer.AsSpan(_lineAt, Math.Min(at, _end) - _lineAt));
        else if (_pos > _lineAt) _line += CountLines(_buffer.AsSpan(_lineAt, _pos - _lineAt));
        return new XmlFaultException(fault, _line);
    }

    [MethodImpl(Hot.Method)]
    private void Open(StartTag tag)
    {
        if (Depth == MaxDepth) throw Fault(XmlFault.Size);
        if (Depth == _open.Length) Array.Resize(ref _open, _open.Length * 2);
        _open[Depth++] = tag;
        _scope = tag.Inner;
        Tag = tag;
        Token = XmlToken.StartElement;
        if (tag.IsEmpty) _empty = tag;
    }

    [MethodImpl(Hot.Method)]
    private void Close()
    {
        Tag = _open[--Depth];
        _scope = Tag.Outer;
        Token = XmlToken.EndElement;
    }
}
