using System;
using System.Text;

namespace DefterX.Certificates;

/// <summary>Reads definite-length DER (X.690) within bounds. Malformed input reads as the end of the data.</summary>
internal struct DerReader
{
    public const byte Integer = 0x02;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;
    public const byte Set = 0x31;

    private readonly byte[] _data;
    private readonly int _tag;
    private readonly int _end;
    private int _position;

    public DerReader(byte[] data)
        : this(data, 0, 0, data.Length)
    {
    }

    private DerReader(byte[] data, int tag, int start, int end)
    {
        _data = data;
        _tag = tag;
        _position = start;
        _end = end;
    }

    public readonly bool HasData => _position < _end;

    /// <summary>Reads the next element when it has the tag; else the reader stays where it is.</summary>
    public bool TryRead(byte tag, out DerReader content) => TryRead(out byte found, out content, tag);

    /// <summary>Reads the next element, whatever its tag.</summary>
    public bool TryRead(out byte tag, out DerReader content) => TryRead(out tag, out content, null);

    /// <summary>What is left to read.</summary>
    public readonly byte[] ToArray() => Copy(_position);

    /// <summary>The element whose content this is, with tag and length.</summary>
    public readonly byte[] ToEncoded() => Copy(_tag);

    /// <summary>The content as an object identifier in dotted form, or empty when it is none.</summary>
    public readonly string ToOid()
    {
        StringBuilder text = new();
        ulong arc = 0;
        for (int i = _position; i < _end; i++)
        {
            if (arc > ulong.MaxValue >> 7) return "";
            arc = (arc << 7) | (uint)(_data[i] & 0x7F);
            if ((_data[i] & 0x80) != 0) continue;
            if (text.Length == 0)
            {
                ulong root = arc < 80 ? arc / 40 : 2;
                text.Append(root).Append('.').Append(arc - (root * 40));
            }
            else
            {
                text.Append('.').Append(arc);
            }

            arc = 0;
        }

        return text.ToString();
    }

    private readonly byte[] Copy(int start)
    {
        byte[] copy = new byte[_end - start];
        Array.Copy(_data, start, copy, 0, copy.Length);
        return copy;
    }

    private bool TryRead(out byte tag, out DerReader content, byte? wanted)
    {
        tag = 0;
        content = default;
        if (_end - _position < 2) return false;
        tag = _data[_position];
        if (wanted is not null && tag != wanted) return false;
        int start = _position + 2;
        int length = _data[_position + 1];
        if (length >= 0x80)
        {
            int octets = length & 0x7F;
            if (octets is 0 or > 3 || _end - start < octets) return false;
            length = 0;
            for (int i = 0; i < octets; i++) length = (length << 8) | _data[start++];
        }

        if (length > _end - start) return false;
        content = new DerReader(_data, _position, start, start + length);
        _position = start + length;
        return true;
    }
}
