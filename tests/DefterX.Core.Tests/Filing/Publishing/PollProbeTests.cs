using System;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

public sealed class PollProbeTests
{
    private readonly PollProbe _probe = new();
    private readonly LedgerTask _first = new(new LedgerId(Books.Company, new Period(2026, 9), null));
    private readonly LedgerTask _second = new(new LedgerId(Books.Person, new Period(2026, 9), null));

    [Fact]
    public void Due_WhileOneIsAskedAbout_IsOpen()
    {
        _probe.Begin(_first);
        Assert.Null(_probe.Due);
        _probe.NotThrough(_second, Seconds(1)); // it was asked about by its own pace
        Assert.Null(_probe.Due);
        _probe.NotThrough(_first, Seconds(2));
        Assert.Equal(Seconds(2.5), _probe.Due);
    }

    [Fact]
    public void Due_WhenOneWasThrough_IsAtOnceForAll()
    {
        _probe.Begin(_first);
        _probe.Through();
        _probe.Begin(_first);
        _probe.Begin(_second);
        Assert.Equal(TimeSpan.Zero, _probe.Due);
    }

    [Fact]
    public void Due_WhileNoneIsThrough_ComesLaterAndLaterUpToHalfAMinute()
    {
        double[] pauses = [0.5, 0.75, 1.125];
        foreach (double pause in pauses) Assert.Equal(Seconds(pause), Ask());
        for (int i = 0; i < 20; i++) Ask();
        Assert.Equal(Seconds(30), Ask());
    }

    [Fact]
    public void Due_WhenOneWasThrough_ComesSoonerAgain()
    {
        for (int i = 0; i < 3; i++) Ask();
        _probe.Through();
        Assert.InRange(Ask(), Seconds(0.8), Seconds(0.9));
    }

    private TimeSpan Ask()
    {
        _probe.Begin(_first);
        _probe.NotThrough(_first, Seconds(100));
        return _probe.Due!.Value - Seconds(100);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
