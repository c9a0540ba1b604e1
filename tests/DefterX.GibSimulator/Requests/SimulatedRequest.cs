using System.Collections.Generic;
using DefterX.GibSimulator.Faults;

namespace DefterX.GibSimulator.Requests;

/// <summary>A request that was an envelope of the service.</summary>
/// <param name="Number">From 1, as they came.</param>
/// <param name="Operation">One of the service's three.</param>
/// <param name="Package">The package's name without <c>.zip</c>; that of the berat where its ledger was asked for.</param>
/// <param name="Faults">The faults on order that fell on it.</param>
/// <param name="Taken">Whether a package was stored, whatever came back.</param>
/// <param name="Code">GİB's fault code; null when there was none, or no SOAP answer.</param>
public sealed record SimulatedRequest(
    int Number, GibOperation Operation, string Package, IReadOnlyList<FaultKind> Faults, bool Taken = false, int? Code = null);
