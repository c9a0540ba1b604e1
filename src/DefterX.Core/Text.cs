using System.Globalization;

namespace DefterX;

/// <summary>Formats messages for people, in the current culture.</summary>
internal static class Text
{
    /// <summary>A resource text with its values.</summary>
    public static string Format(string format, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, format, values);
}
