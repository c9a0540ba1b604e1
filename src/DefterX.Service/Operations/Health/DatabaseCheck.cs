using System;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DefterX.Service.Operations.Health;

/// <summary>Whether the database answers and has the service's tables; migrations make them before the service listens.</summary>
internal sealed class DatabaseCheck(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(
                statements => statements.ScalarAsync<long>("select count(*) from service"), cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or OperationCanceledException
            or System.IO.IOException or System.Net.Sockets.SocketException)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
