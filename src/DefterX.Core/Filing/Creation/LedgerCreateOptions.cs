using System;
using System.Collections.Generic;
using DefterX.Filing.Signing;

namespace DefterX.Filing.Creation;

/// <summary>How a month is created.</summary>
/// <param name="Force">Whether a month is made anew that is created, and not signed to its end, or was rejected.</param>
internal sealed record LedgerCreateOptions(bool Force = false)
{
    /// <summary>The days on which a new part begins; none for as few parts as GİB's limit allows.</summary>
    public IReadOnlyList<DateTime> SplitDates { get; init; } = [];

    /// <summary>Signs the files as they are written; null leaves them unsigned.</summary>
    public StagedSigner? Signer { get; init; }
}
