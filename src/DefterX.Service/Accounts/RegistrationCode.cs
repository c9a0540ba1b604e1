using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Lets those register who have the operator's code.</summary>
internal sealed class RegistrationCode(Database database, ServiceOptions options)
{
    /// <summary>Checks a code; wrong ones make their address wait, as wrong keys do.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.RegistrationClosed"/>, <see cref="ServiceCodes.RegistrationCodeWrong"/>,
    /// <see cref="ServiceCodes.LoginThrottled"/>.</exception>
    public async Task CheckAsync(string presented, ClientAddress address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Registration.Code)) throw Refused(ServiceCodes.RegistrationClosed);
        string[] buckets = ["registration:" + address.Network];
        TimeSpan wait = await database.InTransactionAsync(
            statements => LoginThrottle.EnterAsync(statements, buckets), cancellationToken);
        if (wait > TimeSpan.Zero) throw LoginAttempt.Throttled(wait);
        bool isRight = AreEqual(presented, options.Registration.Code) | AreEqual(Uri.UnescapeDataString(presented), options.Registration.Code);
        if (!isRight) throw Refused(ServiceCodes.RegistrationCodeWrong);
        await database.InTransactionAsync(statements => LoginThrottle.ForgetAsync(statements, buckets), cancellationToken);
    }

    // Of the hashes, so that the time does not tell the code's length either.
    private static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));

    private static ServiceException Refused(string code) => new(code, StatusCodes.Status403Forbidden);
}
