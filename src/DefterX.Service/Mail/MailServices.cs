using System;
using System.IO;
using DefterX.Service.Accounts;
using DefterX.Service.Operations.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Registers the mail.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, ServiceOptions options)
    {
        MailboxAddress from = Check(options.Mail);
        services.AddSingleton<IWelcomeMail>(provider =>
            Create(options, from, TimeProvider.System, provider.GetRequiredService<ILogger<WelcomeMail>>()));
        return services;
    }

    /// <summary>The mail of a service that is set up so.</summary>
    /// <exception cref="ServiceStartException">An option cannot be meant so.</exception>
    public static IWelcomeMail Create(ServiceOptions options, ILogger<WelcomeMail> logger) =>
        Create(options, Check(options.Mail), TimeProvider.System, logger);

    private static WelcomeMail Create(ServiceOptions options, MailboxAddress from, TimeProvider clock, ILogger<WelcomeMail> logger)
    {
        MailOptions mail = options.Mail;
        IMailTransport transport = mail.Host is { Length: > 0 }
            ? new SmtpTransport(mail)
            : new PickupTransport(Path.GetFullPath(mail.PickupFolder ?? Path.Combine(options.DataPath, "mail")), clock);
        return new WelcomeMail(transport, new Uri(options.ClientUri), from, clock, logger);
    }

    private static MailboxAddress Check(MailOptions mail)
    {
        if (mail.Security == MailSecurity.None && mail.Host is { Length: > 0 } && !mail.IsLoopback)
        {
            throw new ServiceStartException(Text.Format(Strings.MailSecurityInvalid, mail.Host));
        }

        return MailboxAddress.TryParse(mail.From, out MailboxAddress? from)
            ? from
            : throw new ServiceStartException(Text.Format(Strings.MailSenderInvalid, mail.From));
    }
}
