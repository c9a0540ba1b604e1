using DefterX.Ledgers;

namespace DefterX.Cmdlets.Formatting;

/// <summary>The names of states in running text, in the UI culture.</summary>
internal static class StateNames
{
    public static string Of(LedgerState state) => LedgerStateNames.Of(state);
}
