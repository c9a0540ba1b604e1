using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Hands mails to a mail server (RFC 5321), protected by TLS unless it is on this machine.</summary>
internal sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using SmtpClient client = new() { Timeout = options.TimeoutSeconds * 1000 };
            await client.ConnectAsync(options.Host!, options.Port, SocketOptions(options), limit.Token).ConfigureAwait(false);
            if (options.User is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, options.Password ?? "", limit.Token).ConfigureAwait(false);
            }

            await client.SendAsync(message, limit.Token).ConfigureAwait(false);
            await QuitAsync(client, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(Text.Format(Strings.MailTimedOut, options.TimeoutSeconds));
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failed(Reason(e));
        }
    }

    /// <summary>How a server is connected to: without TLS only on this machine.</summary>
    internal static SecureSocketOptions SocketOptions(MailOptions options) => options.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.None when options.IsLoopback => SecureSocketOptions.None,
        MailSecurity.Auto when options.Port == 465 => SecureSocketOptions.SslOnConnect,
        MailSecurity.Auto when options.IsLoopback => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.StartTls,
    };

    // The mail was taken already; a connection that breaks here must not send it again.
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFailure(e) || e is OperationCanceledException)
        {
        }
    }

    private static bool IsFailure(Exception e) => e is IOException or SocketException or ProtocolException or CommandException
        or System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException or SslHandshakeException
        or NotSupportedException or TimeoutException or InvalidOperationException;

    // Not what the server wrote: it could repeat the mail.
    private static string Reason(Exception e) => e switch
    {
        SmtpCommandException command =>
            string.Create(CultureInfo.InvariantCulture, $"{command.ErrorCode}, {(int)command.StatusCode}"),
        SocketException socket => socket.SocketErrorCode.ToString(),
        NotSupportedException => Strings.MailTlsMissing,
        _ => e.GetType().Name,
    };

    private MailFailedException Failed(string reason) => new(Text.Format(Strings.MailFailed, options.Host, options.Port, reason));
}
