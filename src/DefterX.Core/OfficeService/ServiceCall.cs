using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>A message to the service, which may have to be sent again.</summary>
internal sealed record ServiceCall(HttpMethod Method, string Path)
{
    /// <summary>Makes the body anew for each try.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether it may be done twice.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether no session is named.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Instead of the client's time limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The version that is to be changed.</summary>
    public long? IfMatch { get; init; }

    /// <summary>What is known already.</summary>
    public long? IfNoneMatch { get; init; }

    /// <summary>From which byte on.</summary>
    public long? From { get; init; }

    /// <summary>A status that is no failure here.</summary>
    public HttpStatusCode? Expected { get; init; }

    /// <summary>What it is about, for a failure.</summary>
    public object? Subject { get; init; }

    /// <summary>More headers.</summary>
    public Action<HttpRequestHeaders>? Headers { get; init; }

    public static ServiceCall Get(string path) => new(HttpMethod.Get, path);

    public static ServiceCall Delete(string path) => new(HttpMethod.Delete, path);

    public static ServiceCall Post<T>(string path, T body) => new(HttpMethod.Post, path) { Content = () => Json(body) };

    public static ServiceCall Put<T>(string path, T body) => new(HttpMethod.Put, path) { Content = () => Json(body) };

    public bool Expects(HttpStatusCode status) => status == Expected;

    public HttpRequestMessage CreateRequest()
    {
        HttpRequestMessage request = new(Method, new Uri(Path, UriKind.Relative)) { Content = Content?.Invoke() };
        if (IfMatch is long version) request.Headers.IfMatch.Add(ETagOf(version));
        if (IfNoneMatch is long known) request.Headers.IfNoneMatch.Add(ETagOf(known));
        if (From is long from) request.Headers.Range = new RangeHeaderValue(from, null);
        Headers?.Invoke(request.Headers);
        return request;
    }

    /// <summary>JSON as the service reads it; the bytes stay the caller's to zero.</summary>
    public static HttpContent JsonBytes(byte[] utf8)
    {
        ByteArrayContent content = new(utf8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static HttpContent Json<T>(T body) => JsonBytes(JsonSerializer.SerializeToUtf8Bytes(body, ServiceJson.Options));

    private static EntityTagHeaderValue ETagOf(long version) => new(FormattableString.Invariant($"\"{version}\""));
}
