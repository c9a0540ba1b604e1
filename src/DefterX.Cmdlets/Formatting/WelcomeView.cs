using System.Collections.Generic;
using System.Linq;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>What a session shows of itself: the office, the period, the firms, the devices and what can be done.</summary>
public static class WelcomeView
{
    /// <summary>The text for a session, in the user's language.</summary>
    /// <param name="session">The session.</param>
    /// <param name="error">The host's colour of errors: an escape sequence, or nothing where it has none (Windows PowerShell).</param>
    /// <param name="warning">Its colour of warnings, or nothing.</param>
    /// <param name="success">Its colour of success, or nothing.</param>
    public static string Text(Session session, string? error, string? warning, string? success)
    {
        OfficeSettings office = session.Folder.Settings;
        MonthSummary month = new(session, error, warning, success);
        List<(string Label, string Value)> facts =
        [
            (Strings.Office, $"{office.Name} ({session.CustomerNumber})"),
            (session.Folder.Service is null ? Strings.Folder : Strings.OfficeService, session.Office),
            (Strings.LoginKeyPrompt, session.LoginKeyName + (session.Role is null ? "" : $" ({Names.Of(session.Role)})")),
            (Strings.Period, Display.Month(session.Period)),
            (Strings.Environment, session.GibEnvironment == GibEnvironment.Test ? Strings.TestEnvironment : Strings.Production),
            (Strings.Firms, month.Firms),
        ];
        if (month.Due.Length > 0) facts.Add((Strings.Due, month.Due));
        facts.Add((Strings.Device, session.Devices.Count == 0
            ? Strings.NoDevice
            : string.Join(", ", session.Devices.Select(static device => $"{device.Owner} ({device.Identifier})"))));
        facts.Add((Strings.CanDo, Names.Of(session.Capabilities)));

        int width = facts.Max(static fact => fact.Label.Length);
        string title = session.State == SessionState.Open ? Strings.Welcome : Strings.SessionEnded;
        return string.Join(
            System.Environment.NewLine,
            facts.Select(fact => "  " + fact.Label.PadRight(width) + "  " + fact.Value)
                .Prepend(DefterX.Text.Format(title, session.Id)));
    }
}
