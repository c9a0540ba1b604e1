using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DefterX.Signatures;

/// <summary>Reads the DER of a name (X.690): sequences, sets, object identifiers and the strings in them.</summary>
internal sealed class DerReader(byte[] data)
{
    private int _position;

    public bool HasMore => _position < data.Length;

    /// <summary>Goes on behind the next value; the result reads what is in it.</summary>
    public DerReader Enter() => new(ReadContent());

    /// <summary>The next value without tag and length.</summary>
    public byte[] ReadContent()
    {
        (int start, int end) = Next();
        _position = end;
        return Slice(start, end);
    }

    /// <summary>The next value with tag and length.</summary>
    public byte[] ReadEncoded()
    {
        int start = _position;
        _position = Next().End;
        return Slice(start, _position);
    }

    /// <summary>The next value, an object identifier, in dotted form.</summary>
    public string ReadOid()
    {
        StringBuilder oid = new();
        long arc = 0;
        foreach (byte b in ReadContent())
        {
            arc = arc << 7 | (uint)(b & 0x7F);
            if ((b & 0x80) != 0) continue;
            if (oid.Length == 0)
            {
                long first = Math.Min(arc / 40, 2);
                oid.Append(first.ToString(CultureInfo.InvariantCulture));
                arc -= first * 40;
            }
            oid.Append('.').Append(arc.ToString(CultureInfo.InvariantCulture));
            arc = 0;
        }
        return oid.ToString();
    }

    private (int Start, int End) Next()
    {
        int position = _position + 1;
        if (position >= data.Length) throw Malformed();
        int length = data[position++];
        if (length > 0x80)
        {
            int octets = length & 0x7F;
            if (octets > 3 || position + octets > data.Length) throw Malformed();
            for (length = 0; octets > 0; octets--) length = length << 8 | data[position++];
        }
        if (length > data.Length - position) throw Malformed();
        return (position, position + length);
    }

    private byte[] Slice(int start, int end)
    {
        byte[] slice = new byte[end - start];
        Array.Copy(data, start, slice, 0, slice.Length);
        return slice;
    }

    private static CryptographicException Malformed() => new("The encoding of the name in the certificate is not valid DER.");
}
