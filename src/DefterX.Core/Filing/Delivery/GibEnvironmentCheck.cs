using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>A month stays in the environment of GİB in which it was first sent.</summary>
internal static class GibEnvironmentCheck
{
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: something of the month went to the other one.</exception>
    public static void Require(FilingContext context, MonthFolder folder)
    {
        string environment = context.Office.Settings.GibEnvironment.ToString();
        FilingEvent? other = folder.Log.ReadCurrent()
            .FirstOrDefault(step => step.Environment is not null && step.Environment != environment);
        if (other is null) return;
        throw new DefterXException(
            ErrorIds.OfficeInvalid,
            Text.Format(Strings.EnvironmentChanged, folder.Id, other.Environment, environment),
            folder.Id.Firm);
    }
}
