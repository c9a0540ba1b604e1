using System.Collections.Generic;

namespace DefterX.Bench;

internal interface IBenchmark
{
    /// <summary>The prefix of its figures' names, such as <c>ledger.create</c>.</summary>
    string Name { get; }

    /// <summary>Whether a figure is of the whole process, such as its peak memory, so that nothing else may run in it.</summary>
    bool NeedsOwnProcess { get; }

    /// <summary>Makes what the benchmark needs, outside the measured process.</summary>
    void Prepare()
    {
    }

    IEnumerable<Figure> Run();
}
