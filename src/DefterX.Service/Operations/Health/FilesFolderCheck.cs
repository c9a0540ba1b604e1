using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DefterX.Service.Operations.Health;

/// <summary>Whether files can be written: tried with a small one, since rights and free space tell only half.</summary>
internal sealed class FilesFolderCheck(string folder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string path = Path.Combine(folder, $".health-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            using (FileStream file = AtomicFile.CreateNew(path)) file.Write("ok"u8);
            File.Delete(path);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(exception: e));
        }
    }
}
