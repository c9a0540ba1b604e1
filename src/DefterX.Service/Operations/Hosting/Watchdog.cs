using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace DefterX.Service.Operations.Hosting;

/// <summary>Tells systemd that the service is alive, twice as often as it wants to hear (sd_watchdog_enabled(3)); silent elsewhere.</summary>
internal sealed class Watchdog(ISystemdNotifier notifier) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? interval = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        if (!notifier.IsEnabled || !long.TryParse(interval, CultureInfo.InvariantCulture, out long microseconds)) return;
        using PeriodicTimer timer = new(TimeSpan.FromMicroseconds(microseconds / 2.0));
        // Goes on while the service drains: that may take longer than systemd's patience. The process' end ends it.
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            notifier.Notify(new ServiceState("WATCHDOG=1"));
        }
    }

    /// <summary>Does not wait for it.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
