using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace DefterX.Bench;

/// <summary>Times two actions in rounds that alternate, so that a busy moment of the machine weighs on both.</summary>
internal static class Alternating
{
    /// <summary>The medians, in microseconds for one call, after a round to warm up.</summary>
    internal static (double First, double Second) Medians(Action first, Action second, int rounds, int calls)
    {
        Time(first, calls);
        Time(second, calls);
        List<(double First, double Second)> times = [.. Enumerable.Range(0, rounds).Select(_ => (Time(first, calls), Time(second, calls)))];
        return (Median(times.Select(time => time.First)), Median(times.Select(time => time.Second)));
    }

    private static double Time(Action action, int calls)
    {
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < calls; i++) action();
        return clock.Elapsed.TotalMicroseconds / calls;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
