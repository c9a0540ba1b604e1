using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Tests.Gib;

namespace DefterX.Tests.Certificates;

/// <summary>The web site of an authority: what each path answers is the test's to say.</summary>
internal sealed class RevocationSite : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Dictionary<string, Func<byte[], byte[]>> _answers = new(StringComparer.Ordinal);

    public RevocationSite() => _server = new LoopbackServer(AnswerAsync);

    /// <summary>Ends at once when the site should not answer but keep the connection open.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Ends when a request that will not be answered has come.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The paths asked for, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _server.Requests.Select(request => request.Headers.Split(' ')[1])];

    /// <summary>The last request's headers.</summary>
    public string LastHeaders => _server.Requests.Last().Headers;

    public Uri AddressOf(string path) => new(_server.Address, path);

    /// <summary>Answers with 200 and what comes of the request's body.</summary>
    public void Answer(string path, Func<byte[], byte[]> answer) =>
        _answers[path] = body => LoopbackServer.Http(200, "application/octet-stream", answer(body));

    public void Answer(string path, byte[] answer) => Answer(path, _ => answer);

    public void Redirect(string path, string location) =>
        _answers[path] = _ => LoopbackServer.Http(302, "text/plain", "", $"Location: {location}\r\n");

    public void Fail(string path, int status) => _answers[path] = _ => LoopbackServer.Http(status, "text/plain", "");

    /// <summary>Fails at the first request, and answers those after it.</summary>
    public void FailOnce(string path, int status, Func<byte[], byte[]> answer)
    {
        _answers[path] = _ =>
        {
            Answer(path, answer);
            return LoopbackServer.Http(status, "text/plain", "");
        };
    }

    /// <summary>A body without end.</summary>
    public void Flood(string path) => _answers[path] = _ =>
        [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"), .. new byte[300_000]];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (IsSilent)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        (string headers, byte[] body) = _server.Requests.Last();
        string path = headers.Split(' ')[1];
        byte[] answer = _answers.TryGetValue(path, out Func<byte[], byte[]>? make)
            ? make(body)
            : LoopbackServer.Http(404, "text/plain", path.Length.ToString(CultureInfo.InvariantCulture));
        await stream.WriteAsync(answer, cancellationToken);
    }
}
