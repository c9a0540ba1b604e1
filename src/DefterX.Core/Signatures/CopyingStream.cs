using System.IO;
using DefterX.Files;

namespace DefterX.Signatures;

/// <summary>Reads one stream and copies what was read to another.</summary>
internal sealed class CopyingStream(Stream source, Stream copy) : ForwardReadStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = source.Read(buffer, offset, count);
        copy.Write(buffer, offset, read);
        return read;
    }
}
