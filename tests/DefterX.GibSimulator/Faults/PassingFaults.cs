using System;
using System.Collections.Generic;

namespace DefterX.GibSimulator.Faults;

/// <summary>Faults of GİB and of the way there, after which the same request is right: what <c>--fault-rate</c> mixes.</summary>
public static class PassingFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Gib(110), Fault.Gib(112), Fault.Gib(113), Fault.Gib(203), Fault.Gib(206), Fault.Gib(303),
        Fault.Http(500), Fault.Http(503, TimeSpan.FromSeconds(1)), Fault.Http(429, TimeSpan.FromSeconds(1)),
        Fault.Slow(TimeSpan.FromMilliseconds(300)),
        Fault.Of(FaultKind.CutBeforeTaken), Fault.Of(FaultKind.CutAfterTaken), Fault.Of(FaultKind.CutInAnswer),
        Fault.Of(FaultKind.Html), Fault.Of(FaultKind.Duplicate), Fault.Of(FaultKind.ReorderedStatus), Fault.Of(FaultKind.Mtom),
    ];
}
