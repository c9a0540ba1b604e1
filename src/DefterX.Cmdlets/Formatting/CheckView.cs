using System;
using System.IO;
using DefterX.Devices;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How a check of a device is shown in a table, in the user's language.</summary>
public static class CheckView
{
    // The columns of the view: status, check and subject with a space after each, and one that PowerShell leaves free.
    private const int SubjectWidth = 18;
    private const int OtherWidth = 7 + 1 + 11 + 1 + SubjectWidth + 1 + 1;
    private const int LeastWidth = 20;

    /// <summary>The status, in the host's colours of warnings and errors.</summary>
    /// <param name="check">The check.</param>
    /// <param name="errorColour">An escape sequence, or nothing where the host has none (Windows PowerShell).</param>
    /// <param name="warningColour">An escape sequence, or nothing.</param>
    public static string Status(DeviceCheck check, string? errorColour, string? warningColour)
    {
        string text = Names.Of(check.Status);
        string? colour = check.Status switch
        {
            DeviceCheckStatus.Failed => errorColour,
            DeviceCheckStatus.Warning => warningColour,
            _ => null,
        };
        return Colour.Paint(text, colour);
    }

    /// <summary>What was looked at.</summary>
    public static string Name(DeviceCheckKind check) => Names.Of(check);

    /// <summary>The subject; of a library the file's name alone.</summary>
    public static string Subject(DeviceCheck check) => WordWrap.Wrap(
        check.Check == DeviceCheckKind.Library ? Path.GetFileName(check.Subject) : check.Subject, SubjectWidth);

    /// <summary>The finding, and on lines of its own what to do.</summary>
    /// <param name="check">The check.</param>
    /// <param name="hostWidth">The columns of the host's window; 0 where it has none.</param>
    public static string Finding(DeviceCheck check, int hostWidth)
    {
        int width = hostWidth == 0 ? int.MaxValue : Math.Max(hostWidth - OtherWidth, LeastWidth);
        string finding = WordWrap.Wrap(check.Message, width);
        return check.Remedy.Length == 0
            ? finding
            : finding + Environment.NewLine + WordWrap.Wrap("→ " + check.Remedy, width);
    }
}
