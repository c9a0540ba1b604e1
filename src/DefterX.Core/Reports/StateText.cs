using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>How a state is shown: by a word, by a symbol that does without colour, and by what comes next.</summary>
/// <param name="State">The state.</param>
/// <param name="Symbol">A character that no other state has.</param>
internal sealed record StateText(LedgerState State, string Symbol)
{
    /// <summary>All states, in the order of a month's way.</summary>
    public static IReadOnlyList<StateText> All { get; } =
    [
        new(LedgerState.Missing, "○"),
        new(LedgerState.Imported, "◔"),
        new(LedgerState.Valid, "◑"),
        new(LedgerState.Invalid, "!"),
        new(LedgerState.Created, "◕"),
        new(LedgerState.Signed, "●"),
        new(LedgerState.Sending, "↗"),
        new(LedgerState.Sent, "↑"),
        new(LedgerState.Approved, "✓"),
        new(LedgerState.Rejected, "✕"),
    ];

    /// <summary>The state's name in the UI culture.</summary>
    public string Name => Strings.ResourceManager.GetString("State" + State, CultureInfo.CurrentUICulture)!;

    /// <summary>What is to be done with ledgers in this state, in the UI culture.</summary>
    public string NextStep => Strings.ResourceManager.GetString("Next" + State, CultureInfo.CurrentUICulture)!;

    /// <summary>The state's class in the page's style.</summary>
    // CSS classes are written in lower case; the names are ASCII.
    public string CssClass { get; } = State.ToString().ToLowerInvariant();

    /// <summary>How a state is shown.</summary>
    public static StateText Of(LedgerState state) => All.First(text => text.State == state);
}
