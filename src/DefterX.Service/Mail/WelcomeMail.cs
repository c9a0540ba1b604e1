using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.Secrets;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Sends login keys to those whose they are; nothing else ever sees them.</summary>
internal sealed partial class WelcomeMail(
    IMailTransport transport, MailboxAddress from, TimeProvider clock, ILogger<WelcomeMail> logger)
{
    /// <summary>Sends a key. When it fails the key is of no use to anybody and has to be removed.</summary>
    /// <param name="welcome">To whom.</param>
    /// <param name="key">Stays the caller's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailFailedException">The mail was not taken.</exception>
    public async Task SendAsync(Welcome welcome, LoginKey key, CancellationToken cancellationToken)
    {
        using WelcomeMessage message = Write(welcome, key);
        try
        {
            await transport.SendAsync(message.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (MailFailedException e)
        {
            LogFailed(logger, welcome.CustomerNumber, e.Message);
            throw;
        }

        LogSent(logger, welcome.CustomerNumber);
    }

    private WelcomeMessage Write(Welcome welcome, LoginKey key)
    {
        using System.Security.SecureString text = key.ToSecureString();
        using SecretBuffer secret = SecretBuffer.FromSecureString(text);
        return secret.Use(ascii => new WelcomeMessage(welcome, from, ascii, clock.GetLocalNow()));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent a login key to the office {CustomerNumber}")]
    private static partial void LogSent(ILogger logger, string customerNumber);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send a login key to the office {CustomerNumber}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string customerNumber, string reason);
}
