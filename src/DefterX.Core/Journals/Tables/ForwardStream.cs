using System;
using System.IO;

namespace DefterX.Journals.Tables;

/// <summary>A stream over another one, which it owns, that is only read, from its start to its end.</summary>
internal abstract class ForwardStream(Stream source, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads from the stream below and goes on by what came.</summary>
    protected int ReadSource(byte[] buffer, int offset, int count)
    {
        int read = source.Read(buffer, offset, count);
        _position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}
