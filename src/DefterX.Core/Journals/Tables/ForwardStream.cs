using System;
using System.IO;
using DefterX.Files;

namespace DefterX.Journals.Tables;

/// <summary>Reads another stream, which it owns, and knows how long it is.</summary>
internal abstract class ForwardStream(Stream source, long length) : ForwardReadStream
{
    private long _position;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

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
