using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DefterX.Journals;
using DefterX.Office;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Reads the hashtables in which parts of an office's settings are given.</summary>
internal static class OfficeArguments
{
    private static readonly string[] s_retryNames =
    [
        nameof(GibRetrySettings.TimeoutSeconds), nameof(GibRetrySettings.Attempts), nameof(GibRetrySettings.FirstWaitSeconds),
        nameof(GibRetrySettings.LongestWaitSeconds), nameof(GibRetrySettings.LongestRetryAfterSeconds),
        nameof(GibRetrySettings.FailuresUntilPause), nameof(GibRetrySettings.PauseSeconds), nameof(GibRetrySettings.PausesUntilGivenUp),
    ];

    /// <summary>The patience with GİB, with what is given changed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: a name is not known, or a value is no number.</exception>
    public static GibRetrySettings Retry(GibRetrySettings before, IDictionary given)
    {
        foreach (DictionaryEntry pair in given)
        {
            string name = pair.Key.ToString() ?? "";
            int index = Array.FindIndex(s_retryNames, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
            double number = index < 0 ? throw Unknown(name) : Number(pair.Value, name);
            before = index switch
            {
                0 => before with { TimeoutSeconds = number },
                1 => before with { Attempts = Whole(number) },
                2 => before with { FirstWaitSeconds = number },
                3 => before with { LongestWaitSeconds = number },
                4 => before with { LongestRetryAfterSeconds = number },
                5 => before with { FailuresUntilPause = Whole(number) },
                6 => before with { PauseSeconds = number },
                _ => before with { PausesUntilGivenUp = Whole(number) },
            };
        }

        return before;
    }

    /// <summary>The codes of documents, with what is given added, changed or, where it stands for nothing, gone.</summary>
    public static IReadOnlyDictionary<string, DocumentTypeCode> Codes(IReadOnlyDictionary<string, DocumentTypeCode> before, IDictionary given)
    {
        Dictionary<string, DocumentTypeCode> codes = before.ToDictionary(static code => code.Key, static code => code.Value, StringComparer.Ordinal);
        foreach (DictionaryEntry pair in given)
        {
            string code = pair.Key.ToString()!.Trim();
            string meaning = pair.Value?.ToString()?.Trim() ?? "";
            if (meaning.Length == 0) codes.Remove(code);
            else codes[code] = DocumentTypes.Explain(meaning);
        }

        return codes;
    }

    private static double Number(object? value, string name)
    {
        try
        {
            return (double)LanguagePrimitives.ConvertTo(value, typeof(double), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.RetryValueInvalid, name, value), name, e);
        }
    }

    // What is not whole is out of every range, and is refused with the others.
    private static int Whole(double number) => number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : -1;

    private static DefterXException Unknown(string name) => new(
        ErrorIds.OfficeInvalid, Text.Format(Strings.RetryNameUnknown, name, string.Join(", ", s_retryNames)), name);
}
