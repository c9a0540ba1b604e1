using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Blobs;

/// <summary>The body of an answer whose reader is cut off when it stands still, however slowly it may read.</summary>
/// <remarks>Kestrel's own limit grows with what is written at once, and does not see a reader of HTTP/2 who opens no window.</remarks>
/// <param name="context">Of the answer.</param>
/// <param name="body">Where it goes.</param>
/// <param name="patience">How long 128 KB may take.</param>
internal sealed class PatientStream(HttpContext context, Stream body, TimeSpan patience) : Stream
{
    private const int Piece = 128 << 10;

    private readonly CancellationTokenSource _late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">The reader stood still, or went away.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            while (!buffer.IsEmpty)
            {
                ReadOnlyMemory<byte> piece = buffer[..Math.Min(Piece, buffer.Length)];
                _late.CancelAfter(patience);
                await body.WriteAsync(piece, _late.Token);
                buffer = buffer[piece.Length..];
            }

            _late.CancelAfter(Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _late.Dispose();
        base.Dispose(disposing);
    }
}
