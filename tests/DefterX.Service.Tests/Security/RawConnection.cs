using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;

namespace DefterX.Service.Tests.Security;

/// <summary>A connection over which anything can be said.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <param name="receiveBuffer">How much the system takes in that is not read, in bytes; 0 for as much as it likes.</param>
    public static async Task<RawConnection> OpenAsync(TestService service, int receiveBuffer = 0)
    {
        RawConnection connection = new();
        if (receiveBuffer > 0) connection._socket.ReceiveBufferSize = receiveBuffer;
        await connection._socket.ConnectAsync(service.Address.Host, service.Address.Port);
        return connection;
    }

    /// <summary>The start of a request, whose further headers and empty line are to come.</summary>
    /// <param name="client">Whose session it is.</param>
    public static string Head(string method, string path, TestClient? client = null)
    {
        string head = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n";
        return client is null ? head : $"{head}Authorization: Bearer {client.Token}\r\n{ServiceHeaders.Machine}: {client.Machine}\r\n";
    }

    /// <summary>Asks, and reads until the service closes.</summary>
    /// <returns>The status, 0 where the connection ended without one, and all that was answered.</returns>
    public static async Task<(int Status, string Text)> AskAsync(TestService service, string head, byte[]? body = null)
    {
        using RawConnection connection = await OpenAsync(service);
        await connection.TrySendAsync(Encoding.Latin1.GetBytes(head + "Connection: close\r\n\r\n"));
        if (body is not null) await connection.TrySendAsync(body);
        return await connection.ReadAsync();
    }

    /// <summary>Sends; false once the service has closed.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        using CancellationTokenSource patience = new(s_patience);
        try
        {
            for (int sent = 0; sent < bytes.Length;) sent += await _socket.SendAsync(bytes.AsMemory(sent), patience.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public Task<bool> TrySendAsync(string text) => TrySendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads at most so many bytes.</summary>
    public ValueTask<int> ReadSomeAsync(int count) => _socket.ReceiveAsync(new byte[count].AsMemory());

    /// <summary>What is answered until the service closes.</summary>
    /// <param name="isFirst">Only what comes at once.</param>
    public async Task<(int Status, string Text)> ReadAsync(bool isFirst = false)
    {
        using CancellationTokenSource patience = new(s_patience);
        using MemoryStream answer = new();
        byte[] buffer = new byte[8192];
        try
        {
            while (await _socket.ReceiveAsync(buffer, patience.Token) is int count and > 0)
            {
                answer.Write(buffer, 0, count);
                if (isFirst) break;
            }
        }
        catch (SocketException)
        {
            // Reset, as when what was sent is not read.
        }

        string text = Encoding.UTF8.GetString(answer.ToArray());
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), provider: null) : 0, text);
    }

    public void Dispose() => _socket.Dispose();
}
