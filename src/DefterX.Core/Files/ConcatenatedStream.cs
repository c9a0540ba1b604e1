using System;
using System.IO;

namespace DefterX.Files;

/// <summary>Reads streams one after the other; they stay open.</summary>
internal sealed class ConcatenatedStream(params Stream[] parts) : Stream
{
    private int _current;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

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

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Advance(int count)
    {
        _position += count;
        return count;
    }
}
