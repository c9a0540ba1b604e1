using System.Globalization;

namespace DefterX.Ledgers;

/// <summary>The names of states in running text, in the UI culture.</summary>
internal static class LedgerStateNames
{
    public static string Of(LedgerState state) =>
        Strings.ResourceManager.GetString("State" + state, CultureInfo.CurrentUICulture) ?? state.ToString();
}
