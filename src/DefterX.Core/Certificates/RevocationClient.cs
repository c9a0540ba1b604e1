using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Certificates;

/// <summary>Fetches answers over HTTP, within limits of time and size.</summary>
internal sealed class RevocationClient : IDisposable
{
    private const int MaxRedirects = 3;

    private readonly RevocationOptions _options;
    private readonly HttpClient _http;

    public RevocationClient(RevocationOptions options)
    {
        _options = options;
        // Redirects are followed here, where their scheme is looked at.
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        };
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>The body of a source's answer.</summary>
    /// <exception cref="RevocationException">There was none, and why.</exception>
    /// <exception cref="OperationCanceledException">By the token.</exception>
    public async Task<byte[]> FetchAsync(RevocationSource source, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.TimeLimit);
        try
        {
            Uri address = source.Address;
            for (int redirects = 0; ; redirects++)
            {
                using HttpRequestMessage request = source.CreateRequest();
                request.RequestUri = address;
                using HttpResponseMessage response = await _http
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return await HttpBody.ReadAsync(response, _options.MaxAnswerSize, deadline.Token).ConfigureAwait(false)
                        ?? throw new RevocationException(Text.Format(Strings.AnswerTooLarge, source.Name, _options.MaxAnswerSize));
                }

                address = redirects < MaxRedirects && Redirect(address, response) is { } next
                    ? next
                    : throw new RevocationException(Text.Format(
                        Strings.HttpStatusWrong, source.Name, (int)response.StatusCode, response.ReasonPhrase));
            }
        }
        catch (Exception e) when (deadline.IsCancellationRequested && e is not RevocationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Unreachable(Text.Format(Strings.TimeLimitPassed, source.Name, _options.TimeLimit.TotalSeconds), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or WebException)
        {
            throw Unreachable(Text.Format(Strings.Unreachable, source.Name, e.GetBaseException().Message.TrimEnd('.')), e);
        }
    }

    private static RevocationException Unreachable(string message, Exception inner) => new(message, inner) { IsUnreachable = true };

    // From https back to http, or to a scheme that is neither, is no way to go.
    private static Uri? Redirect(Uri from, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 307 or 308)) return null;
        if (response.Headers.Location is not { } location) return null;
        Uri to = new(from, location);
        return to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == to.Scheme) ? to : null;
    }
}
