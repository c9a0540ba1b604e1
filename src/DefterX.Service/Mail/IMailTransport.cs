using System.Threading;
using System.Threading.Tasks;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Takes a mail on its way.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailFailedException">It was not taken.</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
