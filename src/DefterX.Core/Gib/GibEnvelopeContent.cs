using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Signatures;

namespace DefterX.Gib;

/// <summary>A signed message as the content of an HTTP request;
/// it is written as it is read from the disk, with a known length.</summary>
internal sealed class GibEnvelopeContent : HttpContent
{
    private readonly WsSecurityEnvelope _envelope;
    private readonly CancellationToken _cancellationToken;

    public GibEnvelopeContent(WsSecurityEnvelope envelope, CancellationToken cancellationToken)
    {
        _envelope = envelope;
        _cancellationToken = cancellationToken;
        // The action is empty: GİB's guide names none, and a service that finds one it did not declare refuses the message
        // (RFC 3902, 4 makes the parameter optional; services dispatch by the Body's first element).
        Headers.ContentType = MediaTypeHeaderValue.Parse("application/soap+xml; charset=utf-8; action=\"\"");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _envelope.WriteToAsync(stream, _cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _envelope.Length;
        return true;
    }
}
