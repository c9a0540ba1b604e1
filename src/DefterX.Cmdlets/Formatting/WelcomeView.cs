using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Filing;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>What a session shows of itself: the office, the period, the firms, the devices and what can be done.</summary>
public static class WelcomeView
{
    /// <summary>The text for a session, in the user's language.</summary>
    public static string Text(Session session)
    {
        OfficeSettings office = session.Folder.Settings;
        List<(string Label, string Value)> facts =
        [
            (Strings.Office, $"{office.Name} ({session.CustomerNumber})"),
            (Strings.Folder, session.Office),
            (Strings.LoginKeyPrompt, session.LoginKeyName),
            (Strings.Period, session.Period.ToString("MMMM yyyy", CultureInfo.CurrentCulture)),
            (Strings.Environment, session.GibEnvironment == GibEnvironment.Test ? Strings.TestEnvironment : Strings.Production),
            (Strings.Firms, Firms(session)),
            (Strings.Device, session.Devices.Count == 0
                ? Strings.NoDevice
                : string.Join(", ", session.Devices.Select(static device => $"{device.Owner} ({device.Identifier})"))),
            (Strings.CanDo, Capabilities(session.Capabilities)),
        ];
        int width = facts.Max(static fact => fact.Label.Length);
        string title = session.State == SessionState.Open ? Strings.Welcome : Strings.SessionEnded;
        return string.Join(
            System.Environment.NewLine,
            facts.Select(fact => "  " + fact.Label.PadRight(width) + "  " + fact.Value)
                .Prepend(DefterX.Text.Format(title, session.Id)));
    }

    /// <summary>How many firms, and how many at each state: «3 (2 imported, 1 approved)».</summary>
    private static string Firms(Session session)
    {
        LedgerOverview overview = new(session.Folder);
        // A firm's file that cannot be read is an error of Get-DefterXFirm; it must not hide the rest of the view.
        IReadOnlyList<Firm> firms = session.Folder.Firms.List(static _ => { });
        IEnumerable<IGrouping<LedgerState, Firm>> byState = firms
            .GroupBy(firm => overview.StateOf(firm, session.Period))
            .OrderBy(static group => group.Key);
        string states = string.Join(
            ", ", byState.Select(static group => DefterX.Text.Format("{0:N0} {1}", group.Count(), StateNames.Of(group.Key))));
        string count = firms.Count.ToString("N0", CultureInfo.CurrentCulture);
        return states.Length == 0 ? count : $"{count} ({states})";
    }

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
