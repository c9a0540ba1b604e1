using System;
using DefterX.Filing.Publishing;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

public sealed class PollPaceTests
{
    private readonly PollPace _pace = new();

    [Fact]
    public void First_WhenNothingIsKnown_IsTheShortest() => Assert.Equal(Seconds(0.5), _pace.First(TimeSpan.Zero));

    [Fact]
    public void First_WhenTheDeviceIsSlow_LeavesItTimeForOthers() => Assert.Equal(Seconds(1.5), _pace.First(Seconds(0.15)));

    [Fact]
    public void First_WhenOthersWereThrough_IsWhatTheyTook()
    {
        _pace.Finished(Seconds(4));
        Assert.Equal(Seconds(4), _pace.First(TimeSpan.Zero));
        _pace.Finished(Seconds(14));
        Assert.Equal(Seconds(7), _pace.First(TimeSpan.Zero));
    }

    [Fact]
    public void First_WhenOthersStillWait_IsAtLeastWhatTheyWaited()
    {
        _pace.Next(Seconds(10), TimeSpan.Zero);
        Assert.Equal(Seconds(10), _pace.First(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(10, 5)]
    [InlineData(3600, 30)]
    public void Next_IsHalfOfTheWaitWithinBounds(double elapsed, double pause) =>
        Assert.Equal(Seconds(pause), _pace.Next(Seconds(elapsed), TimeSpan.Zero));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
