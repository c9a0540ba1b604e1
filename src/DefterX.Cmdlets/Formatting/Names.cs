using System;
using System.Globalization;
using System.Linq;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Reports;

namespace DefterX.Cmdlets.Formatting;

/// <summary>The names that views show for the values of enumerations, in the UI culture; scripts use the values.</summary>
public static class Names
{
    /// <summary>The name of a value; nothing for null.</summary>
    public static string Of(Enum? value) => value switch
    {
        null => "",
        LedgerState state => StateText.Of(state).Name,
        SessionCapabilities capabilities => Capabilities(capabilities),
        _ => Strings.ResourceManager.GetString(value.GetType().Name + value, CultureInfo.CurrentUICulture) ?? value.ToString(),
    };

    private static string Capabilities(SessionCapabilities capabilities)
    {
        (SessionCapabilities Capability, string Name)[] names =
        [
            (SessionCapabilities.Validate, Strings.Validate),
            (SessionCapabilities.Create, Strings.Create),
            (SessionCapabilities.Sign, Strings.Sign),
            (SessionCapabilities.Send, Strings.Send),
        ];
        return string.Join(", ", names.Where(name => capabilities.HasFlag(name.Capability)).Select(static name => name.Name));
    }
}
