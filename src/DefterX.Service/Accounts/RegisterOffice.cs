using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Requests;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Kayıt Olma: opens an office, and mails its first key, an administrator's.</summary>
internal sealed class RegisterOffice(Database database, NewKey newKey, IAuditLog audit)
{
    /// <summary>Registers an office. Its key is kept only if the mail was handed over; nothing is kept otherwise.</summary>
    /// <param name="request">Over HTTP or from the command line.</param>
    /// <param name="address">From where; null for the command line.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.Exists"/>: the customer number is taken;
    /// <see cref="ServiceCodes.RequestInvalid"/>, <see cref="ServiceCodes.MailNotSent"/>, <see cref="ServiceCodes.Busy"/>.</exception>
    public async Task<RegistrationResponse> RunAsync(RegistrationRequest request, ClientAddress? address, CancellationToken cancellationToken)
    {
        OfficeContent content = OfficeContent.Read(request.Office, request.Files);
        string customerNumber = Inputs.Text(request.CustomerNumber, "customerNumber", 20);
        if (customerNumber != content.Settings.CustomerNumber) throw ServiceException.Invalid(Strings.CustomerNumberDiffers);
        NewKeyRequest key = new(
            Inputs.Text(request.KeyName, "keyName", 100), Inputs.Email(request.Email, "email"), OfficeRole.Administrator);
        OfficeRow office = new()
        {
            Id = Guid.NewGuid().ToString("N"),
            CustomerNumber = customerNumber,
            Name = content.Settings.Name,
            Salt = RandomNumberGenerator.GetBytes(PasswordHash.SaltLength),
            Settings = content.Json,
            Files = content.Files,
        };
        // Asked before the mail goes out, which could not be taken back. A mail server must not be waited for within a transaction: it
        // would keep all others from writing.
        if (await database.ReadAsync(statements => OfficeRow.OfCustomerAsync(statements, customerNumber), cancellationToken) is not null)
            throw Taken();
        KeyRow row = await newKey.MailAsync(office, key, cancellationToken);
        return await database.InTransactionAsync(
            async statements =>
            {
                row.Created = await statements.NowAsync();
                await InsertAsync(statements, office, Offices.IdleOf(content.Settings), row.Created);
                await KeyRow.InsertAsync(statements, row);
                await audit.WriteAsync(statements, new AuditRecord(AuditActions.OfficeRegistered, customerNumber)
                {
                    OfficeId = office.Id,
                    KeyId = row.Id,
                    KeyName = row.Name,
                    Address = address?.Text,
                });
                return new RegistrationResponse(office.Id, row.Info());
            },
            CancellationToken.None);
    }

    private static async Task InsertAsync(Statements statements, OfficeRow office, long idle, long created)
    {
        int inserted = await statements.ExecuteAsync(
            """
            insert into offices (id, customer_number, name, salt, settings, files, version, change, firms_change, session_idle, created)
            values (@Id, @CustomerNumber, @Name, @Salt, @Settings, @Files, 1, 0, 0, @idle, @created)
            on conflict (customer_number) do nothing
            """,
            new { office.Id, office.CustomerNumber, office.Name, office.Salt, office.Settings, office.Files, idle, created });
        if (inserted == 0) throw Taken();
    }

    private static ServiceException Taken() => new(ServiceCodes.Exists, StatusCodes.Status409Conflict, Strings.CustomerNumberTaken);
}
