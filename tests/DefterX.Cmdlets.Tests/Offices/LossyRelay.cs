using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>A way to a service on which the answer to one kind of request is lost: the service has done it, and the client hears nothing.</summary>
internal sealed class LossyRelay : IAsyncDisposable
{
    private readonly Uri _service;
    private readonly string _lost;
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private int _connections;
    private int _losses;

    /// <param name="lost">How the request begins whose answer is lost, as <c>POST /v1/offices</c>.</param>
    public LossyRelay(Uri service, string lost)
    {
        _service = service;
        _lost = lost;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many connections came.</summary>
    public int Connections => _connections;

    /// <summary>How many answers were lost.</summary>
    public int Lost => _losses;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _ = RelayAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (TcpClient server = new())
        {
            await server.ConnectAsync(_service.Host, _service.Port, _end.Token);
            Connection connection = new(client.GetStream(), server.GetStream(), _lost, () => Interlocked.Increment(ref _losses));
            await Task.WhenAny(connection.ThereAsync(_end.Token), connection.BackAsync(_end.Token));
        }
    }

    private sealed class Connection(NetworkStream client, NetworkStream server, string lost, Action lose)
    {
        private volatile bool _isLost;

        public async Task ThereAsync(CancellationToken cancellationToken)
        {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = await client.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (Encoding.ASCII.GetString(buffer, 0, read).StartsWith(lost, StringComparison.Ordinal))
                {
                    _isLost = true;
                    lose();
                }

                await server.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        public async Task BackAsync(CancellationToken cancellationToken)
        {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = await server.ReadAsync(buffer, cancellationToken)) > 0 && !_isLost;)
            {
                await client.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
