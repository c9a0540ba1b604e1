using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator.Faults;

/// <summary>
/// The faults on order. A request gets the first that falls on it in the order of the orders; <see cref="FaultKind.Slow"/>,
/// <see cref="FaultKind.Mtom"/> and <see cref="FaultKind.WrongDate"/> go together with it. Thread safe.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<FaultOrder> _orders = [];
    private readonly Dictionary<(GibOperation Operation, string Package), int> _requests = [];

    public void Order(params IEnumerable<Fault> faults)
    {
        Fault[] checkedFaults = faults.Select(Check).ToArray();
        lock (_gate)
            _orders.AddRange(checkedFaults.Select(fault => new FaultOrder([fault], fault.Rate, fault.Seed)));
    }

    /// <summary>Orders faults of which a share of the requests gets one each; the rates of the faults themselves do not count.</summary>
    /// <param name="rate">0 to 1.</param>
    public void OrderMix(double rate, int seed, params IEnumerable<Fault> faults)
    {
        FaultOrder order = new(faults.Select(Check).ToArray(), CheckRate(rate), seed);
        lock (_gate)
            _orders.Add(order);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _orders.Clear();
            _requests.Clear();
        }
    }

    internal RequestFaults Decide(GibOperation operation, string package)
    {
        lock (_gate)
        {
            int number = _requests[(operation, package)] = _requests.GetValueOrDefault((operation, package)) + 1;
            List<Fault> decided = [];
            foreach (FaultOrder order in _orders)
            {
                bool taken = decided.Exists(fault => !fault.Combines);
                if (order.Decide(operation, package, number, combinesOnly: taken) is Fault fault)
                    decided.Add(fault);
            }

            return new RequestFaults(decided);
        }
    }

    private static Fault Check(Fault fault)
    {
        CheckRate(fault.Rate);
        return fault.Kind != FaultKind.Code || Soap.GibFaultException.IsKnown(fault.Code)
            ? fault
            : throw new ArgumentException($"{fault.Code} is no code of GİB's service");
    }

    private static double CheckRate(double rate) =>
        rate is >= 0 and <= 1 ? rate : throw new ArgumentException("a rate is from 0 to 1");
}
