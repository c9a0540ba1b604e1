using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;

namespace DefterX.OfficeService;

/// <summary>A stream that tells a watch that it is read; closing it leaves the source open.</summary>
internal sealed class WatchedStream(Stream source, StallWatch watch) : ForwardReadStream
{
    public override bool CanSeek => source.CanSeek;

    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => source.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        watch.Moved();
        return source.Read(buffer, offset, count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        watch.Moved();
        return source.ReadAsync(buffer, offset, count, cancellationToken);
    }

#if NET8_0_OR_GREATER
    public override System.Threading.Tasks.ValueTask<int> ReadAsync(System.Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        watch.Moved();
        return source.ReadAsync(buffer, cancellationToken);
    }
#endif
}
