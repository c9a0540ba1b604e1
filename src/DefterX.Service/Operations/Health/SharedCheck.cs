using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DefterX.Service.Operations.Health;

/// <summary>Makes a check that costs something at most every two seconds, as anybody may ask for it; in between the last result stands.</summary>
internal sealed class SharedCheck(IHealthCheck check, TimeProvider clock) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _gate = new(1);
    private HealthCheckResult? _result;
    private long _checkedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_result is { } last && clock.GetElapsedTime(_checkedAt) < s_pause) return last;
            HealthCheckResult result = await check.CheckHealthAsync(context, cancellationToken).ConfigureAwait(false);
            _checkedAt = clock.GetTimestamp();
            _result = result;
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
