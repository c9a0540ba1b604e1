using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Tests.Gib;

/// <summary>An HTTP server that answers with exactly the bytes that a test wants, good or broken.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public LoopbackServer(byte[] answer)
        : this((stream, cancellationToken) => stream.WriteAsync(answer, cancellationToken).AsTask())
    {
    }

    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = RunAsync();
    }

    /// <summary>Request headers and bodies, in order.</summary>
    public ConcurrentQueue<(string Headers, byte[] Body)> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/edefter/services/EDefterWsPort");

    public static byte[] Http(int status, string contentType, string body, string extraHeaders = "") =>
        Http(status, contentType, Encoding.UTF8.GetBytes(body), extraHeaders);

    public static byte[] Http(int status, string contentType, byte[] body, string extraHeaders = "")
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n{extraHeaders}Connection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>A SOAP 1.2 reply as CXF writes it.</summary>
    public static byte[] Soap(string payload, int status = 200, string extraHeaders = "") => Http(
        status,
        "application/soap+xml; charset=UTF-8",
        $"<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body>{payload}</soap:Body></soap:Envelope>",
        extraHeaders);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                NetworkStream stream = client.GetStream();
                Requests.Enqueue(await ReadRequestAsync(stream, _stop.Token));
                await _answer(stream, _stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The test is over, or the client has hung up, as some tests want.
            }
        }
    }

    /// <summary>An answer with a file beside it (XOP, MTOM), as CXF writes it.</summary>
    internal static byte[] Mtom(
        string href, string contentId, string encoding, string preamble, byte[] file, string end = "\r\n--uuid:1--\r\n")
    {
        string head =
            $"{preamble}--uuid:1\r\nContent-Type: application/xop+xml; charset=UTF-8;\r\n type=\"application/soap+xml\"\r\n"
            + "Content-Transfer-Encoding: binary\r\nContent-ID: <root.message@cxf.apache.org>\r\n\r\n"
            + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><r><Attachment>"
            + "<fileName>b.zip</fileName>"
            + $"<binaryData><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"{href}\"/></binaryData>"
            + "</Attachment></r>"
            + $"</soap:Body></soap:Envelope>\r\n--uuid:1\r\nContent-ID: {contentId}\r\nContent-Transfer-Encoding: {encoding}\r\n"
            + "\r\n";
        return Http(
            200,
            "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1\"; start=\"<root.message@cxf.apache.org>\"; "
            + "start-info=\"application/soap+xml\"",
            [.. Encoding.UTF8.GetBytes(head), .. file, .. Encoding.ASCII.GetBytes(end)]);
    }

    private static async Task<(string Headers, byte[] Body)> ReadRequestAsync(
        NetworkStream stream, CancellationToken cancellationToken)
    {
        StringBuilder headers = new();
        byte[] one = new byte[1];
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            headers.Append((char)one[0]);
        }

        int length = 0;
        foreach (string line in headers.ToString().Split("\r\n"))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan("Content-Length:".Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        byte[] body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return (headers.ToString(), body);
    }
}
