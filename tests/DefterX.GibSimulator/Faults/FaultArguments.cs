using System.Collections.Generic;
using System.Globalization;

namespace DefterX.GibSimulator.Faults;

/// <summary>The program's options for faults.</summary>
internal sealed class FaultArguments
{
    private IReadOnlyList<Fault> _faults = [];
    private double _rate;
    private int _seed;

    /// <exception cref="System.FormatException">The value is none for this option.</exception>
    public void Read(string option, string value)
    {
        switch (option)
        {
            case "--faults":
                _faults = FaultFile.Read(value);
                break;
            case "--fault-rate":
                _rate = double.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
                break;
            case "--fault-seed":
                _seed = int.Parse(value, CultureInfo.InvariantCulture);
                break;
        }
    }

    /// <exception cref="System.ArgumentException">A rate or a code is not possible.</exception>
    public void Order(FaultPlan plan)
    {
        plan.Order(_faults);
        if (_rate > 0)
            plan.OrderMix(_rate, _seed, PassingFaults.All);
    }
}
