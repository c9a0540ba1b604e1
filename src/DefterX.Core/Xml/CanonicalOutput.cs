using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;

namespace DefterX.Xml;

/// <summary>Gathers canonical octets and hands them on in large pieces.</summary>
internal sealed class CanonicalOutput
{
    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _count;

    /// <param name="stream">Gets the octets; not closed.</param>
    /// <param name="cancellationToken">Looked at before each piece.</param>
    public CanonicalOutput(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Octets that are canonical already.</summary>
    [MethodImpl(Hot.Method)]
    public void Raw(ReadOnlySpan<byte> octets)
    {
        if (octets.TryCopyTo(_buffer.AsSpan(_count))) _count += octets.Length;
        else Long(octets);
    }

    /// <summary>Characters, with the escapes of text (C14N 1.0, 2.3).</summary>
    [MethodImpl(Hot.Method)]
    public void Text(ReadOnlySpan<byte> text)
    {
        int special;
        while ((special = IndexOfSpecial(text)) >= 0)
        {
            Raw(text.Slice(0, special));
            Raw(text[special] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                _ => "&#xD;"u8,
            });
            text = text.Slice(special + 1);
        }

        Raw(text);
    }

    public void Flush()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _stream.Write(_buffer, 0, _count);
        _count = 0;
    }

    private void Long(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (_count == _buffer.Length) Flush();
            int length = Math.Min(octets.Length, _buffer.Length - _count);
            octets.Slice(0, length).CopyTo(_buffer.AsSpan(_count));
            _count += length;
            octets = octets.Slice(length);
        }
    }

#if NET8_0_OR_GREATER
    private static readonly System.Buffers.SearchValues<byte> s_specials = System.Buffers.SearchValues.Create("&<>\r"u8);

    private static int IndexOfSpecial(ReadOnlySpan<byte> text) => text.IndexOfAny(s_specials);
#else
    private static int IndexOfSpecial(ReadOnlySpan<byte> text)
    {
        int special = text.IndexOfAny((byte)'&', (byte)'<', (byte)'>');
        int carriage = (special < 0 ? text : text.Slice(0, special)).IndexOf((byte)'\r');
        return carriage >= 0 ? carriage : special;
    }
#endif
}
