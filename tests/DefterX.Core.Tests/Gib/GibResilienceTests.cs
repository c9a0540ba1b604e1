using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.Office;
using DefterX.Tests.Filing.Publishing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DefterX.Tests.Gib;

public sealed class GibResilienceTests
{
    private static readonly GibRetrySettings s_quick = new()
    {
        Attempts = 3, FirstWaitSeconds = 0.001, LongestWaitSeconds = 0.002, PauseSeconds = 0.5, LongestRetryAfterSeconds = 1,
    };

    private static readonly GibRetrySettings s_soonGivenUp =
        s_quick with { Attempts = 1, FailuresUntilPause = 2, PausesUntilGivenUp = 1 };

    private readonly LinesLogger _log = new();
    private int _calls;

    [Theory]
    [InlineData(GibFailureKind.Network, 3)]
    [InlineData(GibFailureKind.Service, 3)]
    [InlineData(GibFailureKind.Taxpayer, 3)]
    [InlineData(GibFailureKind.Package, 1)]
    [InlineData(GibFailureKind.Authorization, 1)]
    internal async Task Call_WhenItFails_IsMadeAgainOnlyWhereTheFailureMightPass(GibFailureKind kind, int calls)
    {
        DefterXException failure = Failure(kind);
        Assert.Same(failure, await Assert.ThrowsAsync<DefterXException>(() => FailAsync(New(s_quick), failure)));
        Assert.Equal(calls, _calls);
    }

    [Fact]
    public async Task Call_WhenTheFailureIsNotOfGib_IsMadeOnce()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync(New(s_quick), new InvalidOperationException()));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Call_WhenItSucceedsInTheEnd_GivesTheResult()
    {
        int result = await New(s_quick).CallAsync(
            (attempt, _) => attempt < 2 ? throw Failure(GibFailureKind.Service) : Task.FromResult(attempt), CancellationToken.None);
        Assert.Equal(2, result);
        Assert.Equal(2, _log.Of(LogLevel.Information).Count);
    }

    [Fact]
    public async Task Call_WhenItIsStopped_IsNotMadeAgain()
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => New(s_quick).CallAsync<int>(
            (_, _) =>
            {
                _calls++;
                stop.Cancel();
                throw Failure(GibFailureKind.Network);
            },
            stop.Token));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Call_WhenAllFail_GivesUpAfterThePausesAndRecoversWithGib()
    {
        GibResilience gib = New(s_soonGivenUp);
        DefterXException failure = Failure(GibFailureKind.Network);
        // Two failures open the circuit; the third call waits for the pause to end, and finds GİB as it was.
        for (int i = 0; i < 3; i++) Assert.Same(failure, await Assert.ThrowsAsync<DefterXException>(() => FailAsync(gib, failure)));
        Assert.Single(_log.Of(LogLevel.Warning));
        Assert.Single(_log.Of(LogLevel.Error));

        DefterXException givenUp = await Fails.WithAsync(ErrorIds.GibUnreachable, () => FailAsync(gib, failure));
        Assert.Same(failure, givenUp.InnerException);
        Assert.Contains(failure.Message, givenUp.Message, StringComparison.Ordinal);
        Assert.Equal(3, _calls);

        await Task.Delay(TimeSpan.FromSeconds(0.6));
        Assert.Equal(1, await gib.CallAsync((_, _) => Task.FromResult(1), CancellationToken.None));
        Assert.Same(failure, await Assert.ThrowsAsync<DefterXException>(() => FailAsync(gib, failure)));
        Assert.Equal(4, _calls);
    }

    [Theory]
    [InlineData(GibFailureKind.Taxpayer)]
    [InlineData(GibFailureKind.Package)]
    [InlineData(GibFailureKind.Authorization)]
    internal async Task Call_WhenFirmsAreAtFault_OthersAreNotKeptWaiting(GibFailureKind kind)
    {
        GibResilience gib = New(s_soonGivenUp);
        for (int i = 0; i < 10; i++) await Assert.ThrowsAsync<DefterXException>(() => FailAsync(gib, Failure(kind)));
        Assert.Equal(10, _calls);
        Assert.Empty(_log.Of(LogLevel.Warning));
    }

    [Fact]
    public async Task Call_WhenTheServerWantsToBeLeftAlone_AllWait()
    {
        GibResilience gib = New(s_quick);
        TimeSpan wait = TimeSpan.FromSeconds(0.4);
        Stopwatch clock = Stopwatch.StartNew();
        await gib.CallAsync(
            (attempt, _) => attempt == 0 ? throw Failure(GibFailureKind.Network, wait) : Task.FromResult(0), CancellationToken.None);
        Assert.True(clock.Elapsed >= wait - TimeSpan.FromMilliseconds(20));

        GibResilience ofTwo = New(s_quick with { Attempts = 1 });
        clock.Restart();
        await Assert.ThrowsAsync<DefterXException>(() => FailAsync(ofTwo, Failure(GibFailureKind.Network, wait)));
        await ofTwo.CallAsync((_, _) => Task.FromResult(0), CancellationToken.None);
        Assert.True(clock.Elapsed >= wait - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Call_WhenTheServerWantsToBeLeftAloneForTooLong_FailsAtOnceAndNobodyWaits()
    {
        GibResilience gib = New(s_quick);
        await Assert.ThrowsAsync<DefterXException>(() => FailAsync(gib, Failure(GibFailureKind.Network, TimeSpan.FromHours(1))));
        Assert.Equal(1, _calls);
        Assert.Equal(7, await gib.CallAsync((_, _) => Task.FromResult(7), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private static DefterXException Failure(GibFailureKind kind, TimeSpan? retryAfter = null)
    {
        DefterXException failure = new(ErrorIds.GibUnreachable, "the line is dead");
        GibFailure.Mark(failure, kind, retryAfter);
        return failure;
    }

    private GibResilience New(GibRetrySettings settings) => new(settings, new Uri("http://localhost/"), _log);

    private Task<int> FailAsync(GibResilience gib, Exception failure) => gib.CallAsync<int>(
        (_, _) =>
        {
            Interlocked.Increment(ref _calls);
            throw failure;
        },
        CancellationToken.None);
}
