using System;
using System.Globalization;
using System.Management.Automation;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Reads a date, perhaps with a time, as <c>2026-11-27</c> or as the user's culture writes it.</summary>
/// <remarks>PowerShell itself reads texts as in the United States whatever the culture: 05.11.2026 would be the 11th of May.</remarks>
internal sealed class DateTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_iso = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text) return inputData;
        if (DateTime.TryParseExact(text.Trim(), s_iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime date)
            || DateTime.TryParse(text, Text.Culture, DateTimeStyles.AssumeLocal, out date))
        {
            return date;
        }

        throw new ArgumentTransformationMetadataException(Text.Format(Strings.DateFormat, text));
    }
}
