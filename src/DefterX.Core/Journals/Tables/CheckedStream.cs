using System;
using System.IO;

namespace DefterX.Journals.Tables;

/// <summary>An uncompressed ZIP entry that must have the size and the checksum which the directory states.</summary>
/// <exception cref="InvalidDataException">While reading: it has not.</exception>
internal sealed class CheckedStream(Stream source, long size, uint checksum) : ForwardStream(source, size)
{
    private readonly Crc32 _sum = new();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = ReadSource(buffer, offset, count);
        _sum.Add(new ReadOnlySpan<byte>(buffer, offset, read));
        if (Position > Length || (read == 0 && count > 0 && (Position != Length || _sum.Value != checksum)))
        {
            throw ZipDirectory.Damaged();
        }

        return read;
    }
}
