using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Lets tries to log in through, as many as may be wrong. Those beside them wait until it is known what they were: an office
/// comes from one address, and at the same time in the morning.</summary>
internal sealed class LoginDoor(Database database, DatabaseSecret secret, IAuditLog audit)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly LoginQueue _queue = new();

    /// <summary>Waits for a try's turn.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.LoginThrottled"/>; <see cref="ServiceCodes.Busy"/>: those before it took too
    /// long.</exception>
    public async Task<LoginAttempt> EnterAsync(LoginRequest request, ClientAddress address, CancellationToken cancellationToken)
    {
        // What is kept of a presented key tells nothing to one who has the database without its secret, and only by guessing with it.
        string pair = $"key:{request.CustomerNumber}\n{request.Key.Trim().ToLowerInvariant()}";
        string key = Convert.ToHexStringLower(await secret.DeriveAsync(pair, cancellationToken));
        string[] buckets = ["address:" + address.Network, "key:" + key];
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(s_patience);
        IDisposable? turn = null;
        try
        {
            turn = await _queue.EnterAsync(address.Network, limited.Token);
            LoginAttempt attempt = new(database, request, address, buckets, turn);
            while (!await database.InTransactionAsync(statements => TryAsync(statements, attempt), limited.Token))
            {
                if (attempt.Wait > TimeSpan.Zero) throw Throttled(attempt.Wait);
                await Task.Delay(s_pause, limited.Token);
            }

            turn = null;
            return attempt;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServiceException(ServiceCodes.Busy, StatusCodes.Status503ServiceUnavailable) { RetryAfterSeconds = 5 };
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>429 with the time to wait.</summary>
    public static ServiceException Throttled(TimeSpan wait) => new(
        ServiceCodes.LoginThrottled,
        StatusCodes.Status429TooManyRequests,
        DefterX.Text.Format(Strings.WaitSeconds, Math.Ceiling(wait.TotalSeconds)))
    {
        RetryAfterSeconds = Math.Ceiling(wait.TotalSeconds),
    };

    // Whether it was let in. May run several times.
    private async Task<bool> TryAsync(Statements statements, LoginAttempt attempt)
    {
        string number = attempt.Request.CustomerNumber;
        bool hasCustomer = OfficeSettingsValidator.IsCustomerNumber(number);
        attempt.Office = hasCustomer ? await OfficeRow.OfCustomerAsync(statements, number) : null;
        ThrottleAnswer answer = await LoginThrottle.EnterAsync(statements, attempt.Buckets);
        attempt.Wait = answer.Wait;
        if (answer.Wait > TimeSpan.Zero) await Refusals.AddAsync(statements, audit, attempt.Record(AuditActions.LoginThrottled), answer.Wait);
        if (!answer.IsIn || !hasCustomer) return answer.IsIn;
        TimeSpan delay = await LoginThrottle.EnterCustomerAsync(statements, attempt.CustomerBucket);
        attempt.IsKnown = await statements.ScalarAsync<long>(
            "select count(*) from known_addresses where office_id = @Id and address = @Network",
            new { Id = attempt.Office?.Id ?? "", attempt.Address.Network }) > 0;
        attempt.Delay = attempt.IsKnown ? TimeSpan.Zero : delay;
        return true;
    }
}
