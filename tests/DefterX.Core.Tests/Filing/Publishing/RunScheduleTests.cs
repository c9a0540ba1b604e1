using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

public sealed class RunScheduleTests
{
    private readonly LedgerTask _first = Month(Books.Company, 9);
    private readonly LedgerTask _firstLater = Month(Books.Company, 10);
    private readonly LedgerTask _second = Month(Books.Person, 9);

    [Fact]
    public void Take_WhenMonthsAreOfOneFirm_GivesTheLaterOnceTheEarlierEnded()
    {
        RunSchedule schedule = new([_firstLater, _first, _second]);
        Assert.Same(_first, Take(schedule));
        Assert.Same(_second, Take(schedule));
        schedule.End(_first);
        Assert.Same(_firstLater, Take(schedule));
        schedule.End(_second);
        schedule.End(_firstLater);
        Assert.Null(Take(schedule));
    }

    [Fact]
    public void Take_WhenARestIsOver_GivesThatBeforeOneThatHasNotBegun()
    {
        RunSchedule schedule = new([_first, _second]);
        Assert.Same(_first, Take(schedule));
        schedule.Rest(_first, TimeSpan.Zero);
        Assert.Same(_first, Take(schedule));
    }

    [Fact]
    public void Take_WhenOneRestsUntilTheEnd_GivesItOnceNoOtherIsToBegin()
    {
        RunSchedule schedule = new([_first, _second]);
        Assert.Same(_first, Take(schedule));
        schedule.Rest(_first, null);
        Assert.Same(_second, Take(schedule));
        Assert.Same(_first, Take(schedule));
    }

    [Fact]
    public void Take_WhenOnlyARestingOneIsLeft_WaitsForIt()
    {
        RunSchedule schedule = new([_first]);
        Take(schedule);
        Stopwatch clock = Stopwatch.StartNew();
        schedule.Rest(_first, TimeSpan.FromMilliseconds(200));
        Assert.Same(_first, Take(schedule));
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(190));
    }

    [Fact]
    public void Take_WhenOnlyGibIsLeftToWaitFor_GivesTheOneThatIsThereLongestBeforeItsRestIsOver()
    {
        RunSchedule schedule = new([_first, _second]);
        Take(schedule);
        _first.AtGib = Stopwatch.StartNew();
        schedule.Rest(_first, TimeSpan.FromHours(1));
        Take(schedule);
        _second.AtGib = Stopwatch.StartNew();
        schedule.Rest(_second, TimeSpan.FromMinutes(30));
        Assert.Same(_first, Take(schedule));
        schedule.End(_first);
        Assert.Same(_second, Take(schedule));
    }

    [Fact]
    public void Take_WhenTheOneThatIsThereLongestIsNotThrough_WaitsBeforeItGivesAnother()
    {
        RunSchedule schedule = new([_first, _second]);
        foreach (LedgerTask task in new[] { _first, _second })
        {
            Take(schedule);
            task.AtGib = Stopwatch.StartNew();
            schedule.Rest(task, TimeSpan.FromHours(1));
        }

        LedgerTask asked = Take(schedule)!;
        Stopwatch clock = Stopwatch.StartNew();
        schedule.Rest(asked, TimeSpan.FromHours(1));
        Assert.Same(asked, Take(schedule));
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(490));
    }

    [Fact]
    public async Task Take_WhenTheRunIsStopped_Throws()
    {
        RunSchedule schedule = new([_first]);
        Take(schedule);
        using CancellationTokenSource stop = new();
        using CancellationTokenRegistration wake = stop.Token.Register(schedule.Wake);
        Task<LedgerTask?> waiting = Task.Run(() => schedule.Take(stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void IsOnlyLockedLeft_WhenOthersHaveAllThatIsLeft_IsTrue()
    {
        RunSchedule schedule = new([_first, _second]);
        Take(schedule);
        _first.Locked = Stopwatch.StartNew();
        schedule.Rest(_first, TimeSpan.FromMinutes(1));
        Assert.False(schedule.IsOnlyLockedLeft);
        Take(schedule);
        Assert.False(schedule.IsOnlyLockedLeft);
        _second.Locked = Stopwatch.StartNew();
        Assert.True(schedule.IsOnlyLockedLeft);
    }

    private static LedgerTask Month(Firm firm, int month) => new(new LedgerId(firm, new Period(2026, month), null));

    private static LedgerTask? Take(RunSchedule schedule) => schedule.Take(CancellationToken.None);
}
