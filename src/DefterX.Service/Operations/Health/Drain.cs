using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace DefterX.Service.Operations.Health;

/// <summary>On the way down the service first says that it is not ready, and goes on answering for a while: proxies look away before
/// its door closes. Requests under way then get the host's shutdown timeout to end.</summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, TimeSpan pause) : IHealthCheck, IHostedLifecycleService
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy()
            : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken) =>
        await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
