using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Accounts;

/// <summary>Makes login keys, which nobody sees but who gets the mail.</summary>
internal sealed class NewKey(KeyHasher hasher, IWelcomeMail mail, ILogger<NewKey> logger)
{
    /// <summary>Makes a key and mails it. It is good once the row is kept; when this fails there is nothing to keep.</summary>
    /// <param name="office">Whose salt it is hashed with.</param>
    /// <param name="request">Checked already.</param>
    /// <param name="cancellationToken">Ends it before the mail was handed over.</param>
    /// <returns>The row to keep, without the time.</returns>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.MailNotSent"/>; <see cref="ServiceCodes.Busy"/>: too many hashes wait.</exception>
    public async Task<KeyRow> MailAsync(OfficeRow office, NewKeyRequest request, CancellationToken cancellationToken)
    {
        using LoginKey key = LoginKey.Generate();
        byte[] hash = await hasher.ComputeAsync(key, office.Salt, isKnown: true, cancellationToken);
        try
        {
            WelcomeMessage message = new(office.Name, office.CustomerNumber, request.Email, request.Name, request.Role, key);
            await mail.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(exception, "The mail with a login key of office {Office} could not be sent.", office.Id);
            throw new ServiceException(ServiceCodes.MailNotSent, StatusCodes.Status503ServiceUnavailable, Strings.MailNotSent, exception)
            {
                RetryAfterSeconds = 60,
            };
        }

        return new KeyRow
        {
            OfficeId = office.Id,
            Id = Guid.NewGuid().ToString("N")[..8],
            Name = request.Name,
            Email = request.Email,
            Role = request.Role.ToString(),
            Hash = hash,
        };
    }
}
