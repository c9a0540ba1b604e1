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
        bool isRight = AreEqual(presented, options.Registration.Code) | AreEqual(Uri.UnescapeDataString(presented), options.Registration.Code);
        ThrottleAnswer answer = await database.InTransactionAsync(
            async statements =>
            {
                ThrottleAnswer entered = await LoginThrottle.EnterAsync(statements, buckets);
                if (entered.IsIn) await LoginThrottle.EndAsync(statements, buckets, isRight ? TryOutcome.Right : TryOutcome.Wrong);
                return entered;
            },
            cancellationToken);
        if (answer.Wait > TimeSpan.Zero) throw LoginDoor.Throttled(answer.Wait);
        if (!isRight) throw Refused(ServiceCodes.RegistrationCodeWrong);
    }

    // Of the hashes, so that the time does not tell the code's length either.
    private static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));

    private static ServiceException Refused(string code) => new(code, StatusCodes.Status403Forbidden);
}
