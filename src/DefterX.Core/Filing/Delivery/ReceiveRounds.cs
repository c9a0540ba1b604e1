using System;
using System.Collections.Generic;

namespace DefterX.Filing.Delivery;

/// <summary>What a run has learned of a month by asking GİB.</summary>
internal sealed class ReceiveRounds
{
    /// <summary>How many rounds there were.</summary>
    public int Count { get; set; }

    /// <summary>The packages that GİB did not know.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);
}
