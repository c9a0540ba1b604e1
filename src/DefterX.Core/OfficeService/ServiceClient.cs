using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Polly;
using Polly.Retry;

namespace DefterX.OfficeService;

/// <summary>Exchanges messages with an office service: what passes is tried again, what does not is explained.</summary>
/// <remarks>Over plain http this machine alone is reached, as what travels are firms' books. A call that may be made twice is repeated when
/// the connection fails, the service is busy or does not answer in time; others only when the service is known not to have got them.</remarks>
internal sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServiceClientOptions _options;
    private readonly ResiliencePipeline _pipeline;
    private string? _token;

    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>: the address is neither https nor loopback.</exception>
    public ServiceClient(Uri address, ServiceClientOptions options)
    {
        Address = ServiceAddress.Of(address);
        _options = options;
#if NETSTANDARD2_0
        // Windows PowerShell 5.1 may start without TLS 1.2; the setting is the process's, so it is only added to.
        if (ServicePointManager.SecurityProtocol != 0) ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
#endif
        // A redirect would take the token and the books to another address.
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = 64,
        };
        if (Address.IsLoopback) handler.UseProxy = false;
        _http = new HttpClient(handler) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.ExpectContinue = false;
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("DefterX", options.Version));
        _http.DefaultRequestHeaders.Add(ServiceHeaders.Machine, Uri.EscapeDataString(options.Machine));
        RetryStrategyOptions retry = new()
        {
            MaxRetryAttempts = options.Retries,
            Delay = options.RetryDelay,
            MaxDelay = TimeSpan.FromSeconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<TransientServiceException>(),
            DelayGenerator = arguments => new ValueTask<TimeSpan?>((arguments.Outcome.Exception as TransientServiceException)?.RetryAfter),
        };
        _pipeline = options.Retries > 0 ? new ResiliencePipelineBuilder().AddRetry(retry).Build() : ResiliencePipeline.Empty;
    }

    /// <summary>The service, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>Names the session in all calls from now on; null in none.</summary>
    public void Authenticate(string? token) => _token = token;

    /// <summary>Sends a message and reads the answer's JSON.</summary>
    /// <exception cref="DefterXException">As of <see cref="SendAsync"/>.</exception>
    public Task<T> CallAsync<T>(ServiceCall call, CancellationToken cancellationToken) =>
        SendAsync(call, (response, _) => ServiceBody.ReadAsync<T>(response, Address), cancellationToken);

    /// <summary>Sends a message of which nothing but success is wanted.</summary>
    /// <exception cref="DefterXException">As of <see cref="SendAsync"/>.</exception>
    public Task CallAsync(ServiceCall call, CancellationToken cancellationToken) =>
        SendAsync(call, static (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Sends a message and reads the answer while it comes.</summary>
    /// <param name="read">Reads a successful answer, or one that the call expects; the time limit is its own affair.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.ServiceIncompatible"/>, or what the
    /// service refused, by <see cref="ServiceFailure"/>.</exception>
    public async Task<T> SendAsync<T>(
        ServiceCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => await OnceAsync(call, read, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TransientServiceException e)
        {
            throw e.Failure;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> OnceAsync<T>(
        ServiceCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = call.CreateRequest();
        if (_token is string token && !call.IsAnonymous) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Text.Language.Name));
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (call.Timeout is not { } limit || limit != Timeout.InfiniteTimeSpan) limited.CancelAfter(call.Timeout ?? _options.Timeout);
        bool isAnswered = false;
        try
        {
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            isAnswered = true;
            if (response.IsSuccessStatusCode || call.Expects(response.StatusCode))
            {
                return await read(response, limited.Token).ConfigureAwait(false);
            }

            throw await ServiceFailure.OfAsync(response, Address, call.Subject).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheWay(e) && !cancellationToken.IsCancellationRequested)
        {
            DefterXException failure = e is OperationCanceledException
                ? ServiceFailure.TooSlow(Address, call.Timeout ?? _options.Timeout, e)
                : ServiceFailure.Unreachable(Address, e);
            if (call.IsRepeatable || (!isAnswered && IsNotConnected(e))) throw new TransientServiceException(failure, null);
            throw failure;
        }
        catch (TransientServiceException e) when (!call.IsRepeatable)
        {
            throw e.Failure;
        }
    }

    private static bool IsOfTheWay(Exception e) => e is HttpRequestException or OperationCanceledException or System.IO.IOException;

    private static bool IsNotConnected(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused or System.Net.Sockets.SocketError.HostNotFound }) return true;
        }

        return false;
    }
}
