using System;
using System.IO;

namespace DefterX.Journals.Tables;

/// <summary>An uncompressed ZIP entry that must have the size and the checksum which the directory states.</summary>
/// <exception cref="InvalidDataException">While reading: it has not.</exception>
internal sealed class CheckedStream(Stream source, long size, uint checksum) : Stream
{
    private readonly Crc32 _sum = new();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = source.Read(buffer, offset, count);
        _sum.Add(new ReadOnlySpan<byte>(buffer, offset, read));
        _position += read;
        if (_position > size || (read == 0 && count > 0 && (_position != size || _sum.Value != checksum)))
        {
            throw ZipDirectory.Damaged();
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}
