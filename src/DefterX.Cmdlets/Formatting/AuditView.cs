using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How the view of the audit log shows what was done.</summary>
public static class AuditView
{
    /// <summary>The actions that this module knows; a newer service may have more.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "FirmChanged", "FirmCreated", "FirmDeleted", "KeyCreated", "KeyRevoked", "LeaseTaken", "Login", "LoginRejected", "LoginThrottled",
        "Logout", "MonthCommitted", "OfficeChanged", "OfficeRegistered",
    ];

    /// <summary>An action in the UI culture; itself where it is not known.</summary>
    public static string Action(string action) => Strings.ResourceManager.GetString("Audit" + action, CultureInfo.CurrentUICulture) ?? action;

    /// <summary>What it was done to, and from what to what.</summary>
    public static string Subject(AuditEvent? item) => item is null
        ? ""
        : string.Join(": ", new[] { item.Subject, item.Detail }.Where(static text => !string.IsNullOrEmpty(text)));
}
