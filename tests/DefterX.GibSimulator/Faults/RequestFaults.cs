using System.Collections.Generic;
using System.Linq;

namespace DefterX.GibSimulator.Faults;

/// <summary>The faults that fall on one request, or on the processing of one package.</summary>
internal sealed class RequestFaults(IReadOnlyList<Fault> faults)
{
    public static RequestFaults None { get; } = new([]);

    public IReadOnlyList<FaultKind> Kinds => faults.Select(fault => fault.Kind).ToArray();

    public Fault? Of(FaultKind kind) => faults.FirstOrDefault(fault => fault.Kind == kind);

    public bool Has(FaultKind kind) => Of(kind) is not null;
}
