using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Asks the user, where there is one.</summary>
internal static class Interaction
{
    private const string NonInteractive = "noninteractive";

    // PowerShell takes each of them before a switch.
    private static readonly char[] s_dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];

    /// <summary>Reads a text that is not shown.</summary>
    /// <returns>The text, or null when nobody can be asked (a scheduled task, <c>-NonInteractive</c>, redirected input).</returns>
    public static SecureString? ReadSecret(PSHost host, string prompt) => Read(host, prompt, static ui => ui.ReadLineAsSecureString());

    /// <summary>Reads a text that is shown.</summary>
    /// <returns>The text, or null when nothing was typed or nobody can be asked.</returns>
    public static string? ReadText(PSHost host, string prompt) =>
        Read(host, prompt, static ui => ui.ReadLine()) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Whether somebody can be asked.</summary>
    public static bool IsPossible(PSHost host) => Environment.UserInteractive
        && host.UI is not null
        && !(host.Name == "ConsoleHost" && Console.IsInputRedirected)
        && !Environment.GetCommandLineArgs().Any(IsNonInteractive);

    private static T? Read<T>(PSHost host, string prompt, Func<PSHostUserInterface, T> read)
        where T : class
    {
        if (!IsPossible(host)) return null;
        try
        {
            host.UI.Write(prompt + ": ");
            return read(host.UI);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException)
        {
            return null; // the host has no way to ask
        }
    }

    // PowerShell takes every unambiguous beginning of the switch, -noni being the shortest.
    private static bool IsNonInteractive(string argument)
    {
        string name = argument.TrimStart(s_dashes);
        return name.Length >= 4 && name.Length < argument.Length && NonInteractive.StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
