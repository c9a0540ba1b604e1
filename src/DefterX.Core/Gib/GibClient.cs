using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Signatures;
using Microsoft.Extensions.Logging;

namespace DefterX.Gib;

/// <summary>GİB's e-Defter web service over HTTP. Thread safe;
/// a call is made once, repeating it is the caller's decision.</summary>
/// <remarks>The device signs on the caller's thread, however long it takes; what follows is asynchronous.</remarks>
internal sealed class GibClient : IGibClient
{
    private const int MaxConnections = 64;
    private static readonly TimeSpan s_allowedClockDeviation = TimeSpan.FromSeconds(60);

    private readonly Uri _endpoint;
    private readonly ISigningKey _key;
    private readonly GibClientOptions _options;
    private readonly ILogger _logger;
    private readonly HttpClient _http;
    private long _clockDeviation;
    private int _clockWarned;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="endpoint">The service, such as <see cref="GibEndpoints.Test"/>.</param>
    /// <param name="key">Signs each message; it stays the caller's.</param>
    public GibClient(Uri endpoint, ISigningKey key, GibClientOptions options, ILogger logger)
    {
        _endpoint = endpoint;
        _key = key;
        _options = options;
        _logger = logger;
#if NETSTANDARD2_0
        // Windows PowerShell 5.1 may start without TLS 1.2; the setting is the process's, so it is only added to.
        // 0 is the system's choice (SystemDefault, which netstandard2.0 does not name).
        if (ServicePointManager.SecurityProtocol != 0) ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
#endif
        // A redirect would take the firm's books to another address.
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = MaxConnections, // .NET Framework's own limit is two
        };
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <inheritdoc/>
    public async Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken)
    {
        using GibRequest request = GibRequest.Send(fileName, path);
        return await CallAsync(request, reply => reply.Text(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<GibAttachment> ReceiveDocumentFileAsync(string packageId, CancellationToken cancellationToken)
    {
        using GibRequest request = GibRequest.Query("receiveDocumentFile", packageId);
        return await CallAsync(request, reply => reply.Attachment(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<GibBatchStatus> GetBatchStatusAsync(string packageId, CancellationToken cancellationToken)
    {
        using GibRequest request = GibRequest.Query("getBatchStatus", packageId);
        return await CallAsync(request, reply => reply.BatchStatus(packageId), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> CallAsync<T>(GibRequest request, Func<GibReply, T> read, CancellationToken cancellationToken)
    {
        WsSecurityEnvelope envelope = WsSecurityEnvelope.Sign(
            request.OpenContent, _key, _options.TokenType, _options.MessageLifetime, cancellationToken);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        envelope.ChunkWritten = () => deadline.CancelAfter(_options.Timeout);
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Post, _endpoint)
            {
                Content = new GibEnvelopeContent(envelope, deadline.Token),
            };
            using HttpResponseMessage response = await _http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
                .ConfigureAwait(false);
            WarnOfClockDeviation(response);
            return await AnswerAsync(response, request, read, deadline).ConfigureAwait(false);
        }
        catch (Exception exception) when (deadline.IsCancellationRequested && (IsAbandoned(exception) || IsTransport(exception)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DefterXException(
                ErrorIds.OperationTimeout,
                Text.Format(Strings.Timeout, _endpoint, request.Operation, request.PackageName, _options.Timeout.TotalSeconds),
                request.PackageName,
                exception);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            throw Unreachable(Strings.Unreachable, exception.GetBaseException().Message, request, exception);
        }
    }

    private static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or WebException;

    // A response that was given up reports it so, or as disposed.
    private static bool IsAbandoned(Exception exception) => exception is OperationCanceledException or ObjectDisposedException;

    private async Task<T> AnswerAsync<T>(
        HttpResponseMessage response, GibRequest request, Func<GibReply, T> read, CancellationTokenSource deadline)
    {
        _logger.LogDebug(
            "{Operation} of {Package}: HTTP {Status}", request.Operation, request.PackageName, (int)response.StatusCode);
        GibReply reply;
        try
        {
            byte[] content = await ReadContentAsync(response, deadline).ConfigureAwait(false);
            reply = GibReply.Read(content, response.Content.Headers.ContentType);
            if (!reply.IsFault && response.IsSuccessStatusCode) return read(reply);
        }
        catch (InvalidDataException exception)
        {
            throw response.IsSuccessStatusCode
                ? Unreachable(
                    Strings.NoAnswer,
                    Text.Format(Strings.ReplyUnreadable, response.Content.Headers.ContentType?.ToString() ?? "", exception.Message),
                    request,
                    exception)
                : NoAnswer(response, request, exception);
        }

        throw reply.IsFault
            ? GibFaults.ToException(reply.Payload, request.PackageName, ClockNote())
            : NoAnswer(response, request, null);
    }

    private DefterXException NoAnswer(HttpResponseMessage response, GibRequest request, Exception? inner)
    {
        string status = Text.Format(Strings.HttpStatus, (int)response.StatusCode, response.ReasonPhrase);
        DefterXException exception = Unreachable(Strings.NoAnswer, status, request, inner);
        GibFailure.Mark(exception, GibFailure.OfStatus(response.StatusCode), RetryAfter(response));
        return exception;
    }

    // A date is counted from the server's own, as this PC's clock may be wrong.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: TimeSpan delta } => delta,
        { Date: DateTimeOffset date } => date - (response.Headers.Date ?? DateTimeOffset.UtcNow),
        _ => null,
    };

    private DefterXException Unreachable(string text, string reason, GibRequest request, Exception? inner) => new(
        ErrorIds.GibUnreachable,
        Text.Format(text, _endpoint, request.Operation, request.PackageName, reason.TrimEnd('.')),
        request.PackageName,
        inner);

    private async Task<byte[]> ReadContentAsync(HttpResponseMessage response, CancellationTokenSource deadline)
    {
        // .NET Framework's response stream takes no notice of a token.
        using CancellationTokenRegistration abort = deadline.Token.Register(response.Dispose);
#if NETSTANDARD2_0
        using Stream source = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#else
        using Stream source = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
#endif
        using MemoryStream target = new();
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await source.ReadAsync(buffer, 0, buffer.Length, deadline.Token).ConfigureAwait(false)) > 0)
        {
            target.Write(buffer, 0, count);
            if (target.Length > _options.MaxReplySize)
            {
                throw new InvalidDataException(Text.Format(Strings.ReplyTooLarge, _options.MaxReplySize));
            }

            deadline.CancelAfter(_options.Timeout);
        }

        return target.ToArray();
    }

    private void WarnOfClockDeviation(HttpResponseMessage response)
    {
        if (response.Headers.Date is not DateTimeOffset date) return;
        TimeSpan deviation = DateTimeOffset.UtcNow - date;
        Interlocked.Exchange(ref _clockDeviation, deviation.Ticks);
        if (deviation.Duration() <= s_allowedClockDeviation || Interlocked.Exchange(ref _clockWarned, 1) != 0) return;
        _logger.LogWarning("{Message}", ClockNote());
    }

    /// <summary>What to say of this PC's clock where it is wrong; GİB refuses messages whose time is.</summary>
    private string? ClockNote()
    {
        TimeSpan deviation = TimeSpan.FromTicks(Interlocked.Read(ref _clockDeviation));
        return deviation.Duration() <= s_allowedClockDeviation
            ? null
            : Text.Format(Strings.ClockDeviates, _endpoint.Host, (long)deviation.TotalSeconds);
    }
}
