using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace DefterX.Gib;

/// <summary>Repeats calls to GİB's service that failed of something that passes, with growing, jittered waits; for all firms of a run.</summary>
/// <remarks>When most calls fail, whoever makes them, all wait and one call tries how it is; after several such pauses the run gives
/// up, so that a night's run ends. A fault of the package is never repeated.</remarks>
internal sealed class GibResilience
{
    private static readonly TimeSpan s_sampling = TimeSpan.FromMinutes(5);
    private readonly GibRetrySettings _settings;
    private readonly Uri _address;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;
    private readonly ServerPause _pause = new();
    private volatile DefterXException? _givenUp;
    private volatile DefterXException? _last;

    /// <param name="address">The service, for messages.</param>
    public GibResilience(GibRetrySettings settings, Uri address, ILogger logger)
    {
        _settings = settings;
        _address = address;
        _logger = logger;
        ResiliencePipelineBuilder builder = new();
        if (settings.Attempts > 1) builder.AddRetry(Repeat());
        _pipeline = builder.AddRetry(WaitForCircuit()).AddCircuitBreaker(Circuit()).Build();
    }

    /// <summary>Makes a call until it succeeds, fails of something that does not pass, or the attempts are over.</summary>
    /// <param name="call">Gets how many attempts there were before.</param>
    /// <exception cref="DefterXException">What the last attempt threw; <see cref="ErrorIds.GibUnreachable"/> once the run has given up.</exception>
    public async Task<T> CallAsync<T>(Func<int, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        int attempts = 0;
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                {
                    await _pause.WaitAsync(token).ConfigureAwait(false);
                    return await OnceAsync(call, attempts++, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            throw _givenUp ?? _last!;
        }
    }

    private async Task<T> OnceAsync<T>(Func<int, CancellationToken, Task<T>> call, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await call(attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e) when (GibFailure.IsTransient(e))
        {
            _last = e;
            if (GibFailure.RetryAfterOf(e) is TimeSpan wait && wait <= _settings.LongestRetryAfter) _pause.Begin(wait);
            throw;
        }
    }

    private RetryStrategyOptions Repeat() => new()
    {
        ShouldHandle = failed => new ValueTask<bool>(
            _givenUp is null
            && failed.Outcome.Exception is DefterXException e
            && GibFailure.IsTransient(e)
            && !(GibFailure.RetryAfterOf(e) > _settings.LongestRetryAfter)),
        MaxRetryAttempts = _settings.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _settings.FirstWait,
        MaxDelay = _settings.LongestWait,
        OnRetry = failed =>
        {
            _logger.LogInformation(
                "GİB: attempt {Attempt} failed, the next one in {Seconds:0.0} s: {Reason}",
                failed.AttemptNumber + 1, failed.RetryDelay.TotalSeconds, failed.Outcome.Exception!.Message);
            return default;
        },
    };

    private RetryStrategyOptions WaitForCircuit() => new()
    {
        ShouldHandle = failed => new ValueTask<bool>(_givenUp is null && failed.Outcome.Exception is BrokenCircuitException),
        MaxRetryAttempts = int.MaxValue,
        // While one call tries, the circuit knows no end: whoever waits looks again soon.
        DelayGenerator = failed => new ValueTask<TimeSpan?>(
            ((BrokenCircuitException)failed.Outcome.Exception!).RetryAfter is { Ticks: > 0 } left && left < _settings.FirstWait
                ? left
                : _settings.FirstWait),
    };

    private CircuitBreakerStrategyOptions Circuit() => new()
    {
        ShouldHandle = failed => new ValueTask<bool>(
            failed.Outcome.Exception is DefterXException e
            && GibFailure.KindOf(e) is GibFailureKind.Network or GibFailureKind.Service),
        FailureRatio = 0.8,
        MinimumThroughput = _settings.FailuresUntilPause,
        SamplingDuration = s_sampling,
        OnClosed = _ =>
        {
            _givenUp = null;
            return default;
        },
        BreakDurationGenerator = failures => new ValueTask<TimeSpan>(Pause(failures.HalfOpenAttempts)),
    };

    private TimeSpan Pause(int pausesBefore)
    {
        if (pausesBefore >= _settings.PausesUntilGivenUp)
        {
            string text = Text.Format(
                Strings.GivenUp, _address, _settings.FailuresUntilPause + pausesBefore, _last!.Message.TrimEnd('.') + ".");
            _givenUp = new DefterXException(ErrorIds.GibUnreachable, text, _address, _last);
            _logger.LogError("{Message}", text);
        }
        else
        {
            _logger.LogWarning("{Message}", Text.Format(Strings.Pausing, _address, (long)_settings.Pause.TotalSeconds, _last!.Message));
        }

        return _settings.Pause;
    }
}
