using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>A try to log in that was let through. Whatever is not found right by its disposal counts as wrong.</summary>
/// <param name="database">Where it is counted.</param>
/// <param name="request">What is asked.</param>
/// <param name="address">From where.</param>
/// <param name="buckets">In which it counts.</param>
/// <param name="turn">Ends with it.</param>
internal sealed class LoginAttempt(
    Database database, LoginRequest request, ClientAddress address, string[] buckets, IDisposable turn) : IAsyncDisposable
{
    private TryOutcome? _outcome;

    public LoginRequest Request => request;

    public ClientAddress Address => address;

    public string[] Buckets => buckets;

    public string CustomerBucket => "customer:" + request.CustomerNumber;

    /// <summary>The office of the customer number, or null.</summary>
    public OfficeRow? Office { get; set; }

    /// <summary>Whether somebody of the office logged in from the address before.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Zero, or how long no try is let through.</summary>
    public TimeSpan Wait { get; set; }

    /// <summary>How long the answer is held back, as the customer's keys are being guessed.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Says what it was, and with a right key that its address is the office's own.</summary>
    public async Task EndAsync(Statements statements, TryOutcome outcome)
    {
        await LoginThrottle.EndAsync(statements, buckets, outcome);
        if (outcome != TryOutcome.Wrong) await LoginThrottle.TakeBackAsync(statements, CustomerBucket);
        if (outcome == TryOutcome.Right)
        {
            await statements.ExecuteAsync(
                "insert into known_addresses (office_id, address) values (@Id, @Network) on conflict do nothing", new { Office!.Id, address.Network });
        }
    }

    /// <summary>The same in a transaction of its own, whether or not anybody still waits for the answer.</summary>
    public async Task EndAsync(TryOutcome outcome, Func<Statements, Task>? write = null)
    {
        await database.InTransactionAsync(
            async statements =>
            {
                await EndAsync(statements, outcome);
                if (write is not null) await write(statements);
            },
            CancellationToken.None);
        Ended(outcome);
    }

    /// <summary>It was said, and the transaction is through.</summary>
    public void Ended(TryOutcome outcome) => _outcome = outcome;

    /// <summary>For the audit log.</summary>
    public AuditRecord Record(string action) =>
        new(action, OfficeSettingsValidator.IsCustomerNumber(request.CustomerNumber) ? request.CustomerNumber : null)
        {
            OfficeId = Office?.Id,
            Address = address.Text,
            Machine = request.Machine,
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_outcome is null) await EndAsync(TryOutcome.Wrong);
        }
        finally
        {
            turn.Dispose();
        }
    }
}
