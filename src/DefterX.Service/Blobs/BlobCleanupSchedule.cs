using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Blobs;

/// <summary>Cleans up four times a day, some minutes after the start for the first time; instances at different times.</summary>
internal sealed class BlobCleanupSchedule(BlobCleanup cleanup, ILogger<BlobCleanupSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan wait = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(120, 900));
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            await CleanUpAsync(stoppingToken);
            wait = s_interval;
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            int removed = await cleanup.RunAsync(BlobCleanup.Patience, cancellationToken);
            logger.LogInformation("Removed {Count} files that nobody wants.", removed);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(exception, "The clean-up of files failed; the next one tries again.");
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("The clean-up of files was ended with the service.");
        }
    }
}
