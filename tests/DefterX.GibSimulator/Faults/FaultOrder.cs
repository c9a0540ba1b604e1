using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator.Faults;

/// <summary>One fault, or several of which a request gets at most one, and what is left of them. Used under the plan's lock.</summary>
internal sealed class FaultOrder(IReadOnlyList<Fault> faults, double rate, int seed)
{
    private readonly Dictionary<(Fault Fault, string Package), int> _fallen = [];

    /// <param name="number">The request's number among those of its operation and package, from 1.</param>
    /// <param name="combinesOnly">Whether another fault has fallen on the request already.</param>
    public Fault? Decide(GibOperation operation, string package, int number, bool combinesOnly)
    {
        Fault[] possible = faults.Where(fault =>
            (fault.Combines || !combinesOnly) && fault.Concerns(operation, package) && IsLeft(fault, package)).ToArray();
        if (possible.Length == 0)
            return null;
        // Not a generator of random numbers: requests of several packages come in another order each time.
        byte[] dice = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{operation}/{package}/{number}")));
        if (BinaryPrimitives.ReadUInt32LittleEndian(dice) >= rate * (1L << 32))
            return null;
        Fault chosen = possible[BinaryPrimitives.ReadUInt32LittleEndian(dice.AsSpan(4)) % possible.Length];
        _fallen[KeyOf(chosen, package)] = Fallen(chosen, package) + 1;
        return chosen;
    }

    private static (Fault Fault, string Package) KeyOf(Fault fault, string package) => (fault, fault.PerPackage ? package : "");

    private bool IsLeft(Fault fault, string package) => fault.Count is not int count || Fallen(fault, package) < count;

    private int Fallen(Fault fault, string package) => _fallen.GetValueOrDefault(KeyOf(fault, package));
}
