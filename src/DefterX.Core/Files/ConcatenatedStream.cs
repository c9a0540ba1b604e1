using System;
using System.IO;

namespace DefterX.Files;

/// <summary>Reads streams one after the other; they stay open.</summary>
internal sealed class ConcatenatedStream(params Stream[] parts) : ForwardReadStream
{
    private int _current;
    private long _position;

    /// <summary>How much was read.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_current < parts.Length && count > 0)
        {
            int read = parts[_current].Read(buffer, offset, count);
            if (read > 0) return Advance(read);
            _current++;
        }

        return 0;
    }

    private int Advance(int count)
    {
        _position += count;
        return count;
    }
}
