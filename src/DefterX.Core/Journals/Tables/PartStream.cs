using System;
using System.IO;

namespace DefterX.Journals.Tables;

/// <summary>The next bytes of a stream, which it owns; for reading alone.</summary>
internal sealed class PartStream(Stream source, long length) : ForwardStream(source, length)
{
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadSource(buffer, offset, (int)Math.Min(count, Length - Position));
}
