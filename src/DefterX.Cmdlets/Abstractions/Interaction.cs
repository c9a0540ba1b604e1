using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Asks the user, where there is one.</summary>
internal static class Interaction
{
    private const string NonInteractive = "-noninteractive";

    /// <summary>Reads a text that is not shown.</summary>
    /// <returns>The text, or null when nobody can be asked (a scheduled task, <c>-NonInteractive</c>, redirected input).</returns>
    public static SecureString? ReadSecret(PSHost host, string prompt)
    {
        if (!IsPossible(host)) return null;
        try
        {
            host.UI.Write(prompt + ": ");
            return host.UI.ReadLineAsSecureString();
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException)
        {
            return null; // the host has no way to ask
        }
    }

    private static bool IsPossible(PSHost host) => Environment.UserInteractive
        && host.UI is not null
        && !(host.Name == "ConsoleHost" && Console.IsInputRedirected)
        && !Environment.GetCommandLineArgs().Any(IsNonInteractive);

    // PowerShell takes every unambiguous beginning of the switch, -noni being the shortest.
    private static bool IsNonInteractive(string argument) => argument.Length >= 5
        && NonInteractive.StartsWith(argument, StringComparison.OrdinalIgnoreCase);
}
