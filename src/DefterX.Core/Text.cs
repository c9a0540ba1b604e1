using System.Globalization;

namespace DefterX;

/// <summary>Formats messages for people.</summary>
internal static class Text
{
    // The invariant culture's own date, 01/02/2026, is read as two different days.
    private static readonly CultureInfo s_iso = MakeIso();

    /// <summary>How numbers and dates are shown: in the current culture; where the system has none set, as the Turkish texts want it
    /// or, in English, with ISO 8601 dates.</summary>
    public static CultureInfo Culture =>
        !CultureInfo.CurrentCulture.Equals(CultureInfo.InvariantCulture) ? CultureInfo.CurrentCulture
        : IsTurkish ? CultureInfo.GetCultureInfo("tr-TR")
        : s_iso;

    /// <summary>The language of the texts, of which there are two whatever the UI culture is: month names follow it.</summary>
    public static CultureInfo Language => CultureInfo.GetCultureInfo(IsTurkish ? "tr" : "en");

    private static bool IsTurkish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "tr";

    /// <summary>A resource text with its values.</summary>
    public static string Format(string format, params object?[] values) => string.Format(Culture, format, values);

    private static CultureInfo MakeIso()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        return CultureInfo.ReadOnly(culture);
    }
}
