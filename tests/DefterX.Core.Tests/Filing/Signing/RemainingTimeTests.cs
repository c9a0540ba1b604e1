using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Filing.Signing;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

public sealed class RemainingTimeTests
{
    private const string Card = "kart";
    private const long Megabyte = 1_000_000;

    [Fact]
    public void Estimate_BeforeAFileAndASignature_IsUnknown()
    {
        RemainingTime time = new(workers: 2);
        time.Plan(Card, new SigningWork(10 * Megabyte, 10));
        Assert.Null(time.Estimate());
        time.Signed(Card, TimeSpan.FromSeconds(1));
        Assert.Null(time.Estimate());
        time.Read(Megabyte, TimeSpan.FromSeconds(0.1));
        Assert.NotNull(time.Estimate());
    }

    [Fact]
    public void Estimate_WhenTheDeviceIsSlow_FollowsTheDevice() =>
        Assert.Equal(TimeSpan.FromSeconds(9 * 0.5), Started(read: 0.1, signed: 0.5, workers: 2).Estimate());

    [Fact]
    public void Estimate_WhenFilesAreLarge_FollowsTheWorkers() =>
        Assert.Equal(TimeSpan.FromSeconds(9 * 4 / 2.0), Started(read: 4, signed: 0.01, workers: 2).Estimate());

    [Fact]
    public void Estimate_WithTwoDevices_TakesTheLongerQueue()
    {
        RemainingTime time = Started(read: 0.1, signed: 0.5, workers: 2);
        time.Plan("ikinci kart", new SigningWork(0, 4));
        Assert.Equal(TimeSpan.FromSeconds(9 * 0.5), time.Estimate());
        time.Drop(Card, new SigningWork(9 * Megabyte, 9));
        Assert.Equal(TimeSpan.FromSeconds(4 * 0.5), time.Estimate()); // at the pace of the other one
    }

    [Fact]
    public void Estimate_WhenAllIsDone_IsZero()
    {
        RemainingTime time = Started(read: 1, signed: 1, workers: 1);
        time.Drop(Card, new SigningWork(9 * Megabyte, 9));
        Assert.Equal((TimeSpan.Zero, 100), (time.Estimate(), time.Percent));
    }

    [Fact]
    public void Estimate_WithAnUnevenPace_FallsWithoutJumps()
    {
        Random random = new(5);
        RemainingTime time = new(workers: 2);
        time.Plan(Card, new SigningWork(200 * Megabyte, 200));
        List<double> shown = [];
        for (int i = 0; i < 200; i++)
        {
            time.Signed(Card, TimeSpan.FromSeconds(0.4 + (random.NextDouble() * 0.4)));
            time.Read(Megabyte, TimeSpan.FromSeconds(0.1));
            if (i >= 3) shown.Add(time.Estimate()!.Value.TotalSeconds);
        }

        Assert.Equal(shown.OrderDescending(), shown);
        Assert.InRange(shown[96], 45, 75); // half of it: a hundred signatures of 0.6 s
        Assert.Equal(0, shown[^1]);
    }

    [Fact]
    public void Estimate_WhenThingsBecomeMuchSlower_Rises()
    {
        RemainingTime time = Started(read: 0.1, signed: 0.5, workers: 2);
        TimeSpan? before = time.Estimate();
        time.Signed(Card, TimeSpan.FromSeconds(30));
        Assert.True(time.Estimate() > before + TimeSpan.FromSeconds(60));
    }

    private static RemainingTime Started(double read, double signed, int workers)
    {
        RemainingTime time = new(workers);
        time.Plan(Card, new SigningWork(10 * Megabyte, 10));
        time.Read(Megabyte, TimeSpan.FromSeconds(read));
        time.Signed(Card, TimeSpan.FromSeconds(signed));
        return time;
    }
}
