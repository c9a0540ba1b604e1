using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Signatures.TimeStamps;

/// <summary>Takes a query to a time-stamping authority over HTTP (RFC 3161, 3.4), within limits of time and size.</summary>
internal sealed class TimeStampClient : IDisposable
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";

    private readonly TimeStampOptions _options;
    private readonly HttpClient _http;

    public TimeStampClient(TimeStampOptions options)
    {
        _options = options;
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        };
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.ExpectContinue = false;
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(ReplyType));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>The reply to a query; where the connection fails or the server has a fault of its own, it is asked once more.</summary>
    /// <exception cref="TimeStampException">There was none, and why.</exception>
    /// <exception cref="OperationCanceledException">By the token.</exception>
    public async Task<byte[]> AskAsync(byte[] query, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.TimeLimit);
        try
        {
            return await TryAsync(query, deadline.Token).ConfigureAwait(false);
        }
        catch (TimeStampException e) when (e.IsPassing)
        {
            return await TryAsync(query, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeStampException(Text.Format(Strings.TimeLimitPassed, _options.Address, _options.TimeLimit.TotalSeconds), e);
        }
    }

    private async Task<byte[]> TryAsync(byte[] query, CancellationToken deadline)
    {
        try
        {
            using ByteArrayContent content = new(query);
            content.Headers.ContentType = new MediaTypeHeaderValue(QueryType);
            using HttpRequestMessage request = new(HttpMethod.Post, _options.Address) { Content = content };
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                string message = Text.Format(Strings.HttpStatusWrong, _options.Address, (int)response.StatusCode, response.ReasonPhrase);
                throw new TimeStampException(message) { IsPassing = (int)response.StatusCode >= 500 };
            }

            return await HttpBody.ReadAsync(response, _options.MaxAnswerSize, deadline).ConfigureAwait(false)
                ?? throw new TimeStampException(Text.Format(Strings.ReplyTooLarge, _options.Address, _options.MaxAnswerSize));
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw new OperationCanceledException(deadline);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or WebException)
        {
            string message = Text.Format(Strings.Unreachable, _options.Address, e.GetBaseException().Message.TrimEnd('.'));
            throw new TimeStampException(message, e) { IsPassing = true };
        }
    }
}
