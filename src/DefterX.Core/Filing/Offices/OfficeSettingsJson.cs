using DefterX.Office;

namespace DefterX.Filing.Offices;

/// <summary>Writes an office's settings into the text of its office.json.</summary>
internal static class OfficeSettingsJson
{
    /// <summary>The text with the settings in it; fields that are not ours, and the login keys, stay.</summary>
    /// <param name="json">What is there.</param>
    /// <param name="settings">What is to be there.</param>
    /// <param name="name">What the text is called in a failure.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static string Merged(string json, OfficeSettings settings, string name) =>
        OfficeJson.MergedText(json, settings, name, ErrorIds.OfficeInvalid, "documentTypeCodes");
}
