using System;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Accounts;

/// <summary>Deletes, once an hour, sessions that ended a week ago and tries of the day before. The audit log stays.</summary>
internal sealed class AccountSweep(Database database, IAuditLog audit, ILogger<AccountSweep> logger) : BackgroundService
{
    private const long Week = 7 * 24 * 3_600_000L;

    /// <summary>Deletes them now.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            await Refusals.SweepAsync(statements, audit);
            await LoginThrottle.SweepAsync(statements);
            await statements.ExecuteAsync($"delete from sessions where expires < {statements.Dialect.NowMilliseconds} - {Week}");
        },
        cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or ServiceException)
            {
                // The database may be away for a moment; the next hour does it.
                logger.LogWarning(exception, "Old sessions could not be deleted.");
            }
        }
    }
}
