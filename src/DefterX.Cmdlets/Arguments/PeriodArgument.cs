using System;
using System.Management.Automation;

namespace DefterX.Cmdlets.Arguments;

/// <summary>A month as the user gave it: <c>2026-09</c>, <c>09.2026</c>, <c>Eylül 2026</c>, a date.</summary>
/// <remarks>An exception of a transformation would hide its id behind PowerShell's own, so a wrong month is kept until it is used.</remarks>
public sealed class PeriodArgument
{
    internal PeriodArgument(Period value) => Value = value;

    internal PeriodArgument(DefterXException failure) => Failure = failure;

    /// <summary>The month, where there is no failure.</summary>
    internal Period Value { get; }

    /// <summary><see cref="ErrorIds.InvalidPeriod"/>, or null.</summary>
    internal DefterXException? Failure { get; }

    /// <summary>The month in the form <c>2026-09</c>, or what is wrong.</summary>
    public override string ToString() => Failure?.Message ?? Value.ToString();

    /// <summary>Reads what a user gave.</summary>
    /// <param name="value">A period, a text, a date; a number is refused, since <c>09.2030</c> has lost its last digit by then.</param>
    internal static PeriodArgument From(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        PeriodArgument argument => argument,
        Period period => new PeriodArgument(period),
        DateTime date when date.Year is >= 2000 and <= 2999 => new PeriodArgument(Period.Of(date)),
        string text when Period.TryParse(text, out Period period) => new PeriodArgument(period),
        string text => Invalid(Text.Format(Strings.InvalidPeriod, text), text),
        IConvertible number and not (bool or char or DateTime) => Invalid(Text.Format(Strings.UnquotedPeriod, TextOf(value)), number),
        object other => Invalid(Text.Format(Strings.InvalidPeriod, other), other),
    };

    private static PeriodArgument Invalid(string message, object value) =>
        new(new DefterXException(ErrorIds.InvalidPeriod, message, value));

    // A literal in a script is wrapped in a PSObject that still knows its text (09.2030); the number alone does not.
    private static string TextOf(object value) => LanguagePrimitives.ConvertTo<string>(value);
}
