using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Secrets;
using DefterX.Service.Accounts;
using DefterX.Service.Monitoring;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Sends login keys in the welcome mail, in Turkish; nothing but the mail ever holds them.</summary>
internal sealed partial class WelcomeMail(
    IMailTransport transport, Uri service, MailboxAddress from, TimeProvider clock, ILogger<WelcomeMail> logger) : IWelcomeMail
{
    /// <inheritdoc/>
    public async Task SendAsync(WelcomeMessage message, CancellationToken cancellationToken)
    {
        using WelcomeLetter letter = Write(message);
        try
        {
            await transport.SendAsync(letter.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (MailFailedException e)
        {
            ServiceMetrics.Mails.WithLabels("failed").Inc();
            LogFailed(logger, message.CustomerNumber, e.Message);
            throw;
        }

        ServiceMetrics.Mails.WithLabels("sent").Inc();
        LogSent(logger, message.CustomerNumber);
    }

    private WelcomeLetter Write(WelcomeMessage message)
    {
        using System.Security.SecureString text = message.Key.ToSecureString();
        using SecretBuffer secret = SecretBuffer.FromSecureString(text);
        return secret.Use(ascii => new WelcomeLetter(message, service, from, ascii, clock.GetLocalNow()));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent a login key to the office {CustomerNumber}")]
    private static partial void LogSent(ILogger logger, string customerNumber);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send a login key to the office {CustomerNumber}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string customerNumber, string reason);
}
