using System;
using System.Buffers;
using System.Buffers.Text;
using System.IO;

namespace DefterX.Files;

/// <summary>Reads a stream as base64 (RFC 4648, 4) without line breaks; the stream stays open.</summary>
internal sealed class Base64Stream(Stream source) : ForwardReadStream
{
    // Base64 makes 4 characters of 3 octets: whole multiples of 3 need no padding but at the end.
    private const int ChunkSize = 48 * 1024;

    private readonly byte[] _octets = new byte[ChunkSize];
    private readonly byte[] _characters = new byte[Base64.GetMaxEncodedToUtf8Length(ChunkSize)];
    private int _at;
    private int _length;
    private bool _isAtEnd;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _length && !_isAtEnd)
        {
            int filled = 0;
            int read = 1;
            for (; read > 0 && filled < ChunkSize; filled += read) read = source.Read(_octets, filled, ChunkSize - filled);
            Encode(filled);
        }

        return Take(buffer, offset, count);
    }

    private void Encode(int count)
    {
        _isAtEnd = count < ChunkSize;
        OperationStatus status = Base64.EncodeToUtf8(_octets.AsSpan(0, count), _characters, out _, out _length);
        if (status != OperationStatus.Done) throw new InvalidOperationException($"Base64: {status}");
        _at = 0;
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        int length = Math.Min(count, _length - _at);
        Buffer.BlockCopy(_characters, _at, buffer, offset, length);
        _at += length;
        return length;
    }
}
