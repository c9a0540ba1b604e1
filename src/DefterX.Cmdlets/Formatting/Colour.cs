namespace DefterX.Cmdlets.Formatting;

/// <summary>Colours of the host, which PowerShell itself takes away again where output goes to a file.</summary>
internal static class Colour
{
    private const string Reset = "\u001b[0m";

    /// <summary>The text in a colour.</summary>
    /// <param name="text">The text.</param>
    /// <param name="colour">An escape sequence, or nothing where the host has none (Windows PowerShell).</param>
    public static string Paint(string text, string? colour) =>
        string.IsNullOrEmpty(colour) || text.Length == 0 ? text : colour + text + Reset;
}
