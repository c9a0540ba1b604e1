using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>A try to log in that was counted and let through.</summary>
internal sealed class LoginAttempt
{
    private readonly string[] _buckets;
    private readonly string _customerBucket;

    private LoginAttempt(LoginRequest request, ClientAddress address, string[] buckets, string customerBucket)
    {
        Request = request;
        Address = address;
        _buckets = buckets;
        _customerBucket = customerBucket;
    }

    /// <summary>What was asked.</summary>
    public LoginRequest Request { get; }

    /// <summary>From where.</summary>
    public ClientAddress Address { get; }

    /// <summary>The office of the customer number, or null.</summary>
    public OfficeRow? Office { get; private set; }

    private bool HasCustomer => OfficeSettingsValidator.IsCustomerNumber(Request.CustomerNumber);

    /// <summary>Counts a try, and delays it where the customer's keys are being guessed.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.LoginThrottled"/>.</exception>
    public static async Task<LoginAttempt> StartAsync(
        Database database, DatabaseSecret secret, IAuditLog audit, LoginRequest request, ClientAddress address, CancellationToken cancellationToken)
    {
        // What is kept of a presented key tells nothing to one who has the database without its secret, and only by guessing with it.
        string pair = $"key:{request.CustomerNumber}\n{request.Key.Trim().ToLowerInvariant()}";
        string key = Convert.ToHexStringLower(await secret.DeriveAsync(pair, cancellationToken));
        LoginAttempt attempt = new(request, address, ["address:" + address.Network, "key:" + key], "customer:" + request.CustomerNumber);
        (TimeSpan wait, TimeSpan delay) = await database.InTransactionAsync(
            statements => attempt.EnterAsync(statements, audit), cancellationToken);
        if (wait > TimeSpan.Zero) throw Throttled(wait);
        if (delay > TimeSpan.Zero) await Task.Delay(delay, cancellationToken);
        return attempt;
    }

    /// <summary>429 with the time to wait.</summary>
    public static ServiceException Throttled(TimeSpan wait) => new(
        ServiceCodes.LoginThrottled,
        StatusCodes.Status429TooManyRequests,
        DefterX.Text.Format(Strings.WaitSeconds, Math.Ceiling(wait.TotalSeconds)))
    {
        RetryAfterSeconds = Math.Ceiling(wait.TotalSeconds),
    };

    /// <summary>Forgets what was counted, and remembers the address.</summary>
    public async Task SucceedAsync(Statements statements)
    {
        await LoginThrottle.ForgetAsync(statements, _buckets);
        await LoginThrottle.TakeBackAsync(statements, _customerBucket);
        await statements.ExecuteAsync(
            "insert into known_addresses (office_id, address) values (@Id, @Network) on conflict do nothing", new { Office!.Id, Address.Network });
    }

    /// <summary>For the audit log.</summary>
    public AuditRecord Record(string action) => new(action, HasCustomer ? Request.CustomerNumber : null)
    {
        OfficeId = Office?.Id,
        Address = Address.Text,
        Machine = Request.Machine,
    };

    private async Task<(TimeSpan Wait, TimeSpan Delay)> EnterAsync(Statements statements, IAuditLog audit)
    {
        Office = HasCustomer ? await OfficeRow.OfCustomerAsync(statements, Request.CustomerNumber) : null;
        TimeSpan wait = await LoginThrottle.EnterAsync(statements, _buckets);
        if (wait > TimeSpan.Zero)
        {
            string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await audit.WriteAsync(statements, Record(AuditActions.LoginThrottled) with { Detail = seconds });
            return (wait, TimeSpan.Zero);
        }

        if (!HasCustomer) return (TimeSpan.Zero, TimeSpan.Zero);
        TimeSpan delay = await LoginThrottle.EnterCustomerAsync(statements, _customerBucket);
        long known = await statements.ScalarAsync<long>(
            "select count(*) from known_addresses where office_id = @Id and address = @Network", new { Id = Office?.Id ?? "", Address.Network });
        return (TimeSpan.Zero, known > 0 ? TimeSpan.Zero : delay);
    }
}
