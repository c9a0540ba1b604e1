using System;
using System.Globalization;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>A rule that an entry or a line breaks.</summary>
/// <param name="Code">GİB's rule by our number, or ours.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Value">The offending value, or empty.</param>
internal readonly record struct RuleBreach(string Code, string Message, string Value)
{
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    public static RuleBreach Advice(string code, string message, string value) =>
        new(code, message, value) { Severity = FindingSeverity.Advice };

    public static string Amount(decimal value) => value.ToString("0.00##########", CultureInfo.InvariantCulture);

    public static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>DX1002 for each text that holds a character which XML cannot.</summary>
    public static RuleBreach? OfCharacters(string? text) => XmlCharacters.IndexOfInvalid(text) is int index and >= 0
        ? new RuleBreach(
            "DX1002", Strings.RuleCharacter, string.Format(CultureInfo.InvariantCulture, "U+{0:X4}", (int)text![index]))
        : null;
}
