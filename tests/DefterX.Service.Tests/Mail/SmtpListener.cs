using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Service.Tests.Mail;

/// <summary>A mail server for one mail (RFC 5321): says what it is told to say, and keeps what it heard.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public SmtpListener()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _work = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>For STARTTLS, which is offered only with one.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The answer to a whole mail.</summary>
    public string AfterData { get; init; } = "250 taken";

    /// <summary>Accepts connections and never says a word.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The commands that came, and whether they came through TLS.</summary>
    public List<(string Command, bool IsTls)> Commands { get; } = [];

    /// <summary>The mail as it came, without the last dot.</summary>
    public string Mail { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            if (IsSilent) await Task.Delay(Timeout.Infinite, _end.Token);
            await TalkAsync(client.GetStream(), isTls: false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task TalkAsync(Stream stream, bool isTls)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        if (!isTls) await SayAsync(stream, "220 mail.ornek.example");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Commands.Add((line, isTls));
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, Certificate is null || isTls ? "250 mail.ornek.example" : "250-mail.ornek.example\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    SslStream tls = new(stream);
                    await tls.AuthenticateAsServerAsync(Certificate!);
                    await TalkAsync(tls, isTls: true);
                    return;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    await ReadAsync(reader);
                    await SayAsync(stream, AfterData);
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        StringBuilder mail = new();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".") mail.Append(line).Append("\r\n");
        Mail = mail.ToString();
    }

    private static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));
}
