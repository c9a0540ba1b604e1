using System;
using System.Globalization;

namespace DefterX.Bench;

/// <summary>One measured value; the last part of its name says the unit too.</summary>
internal sealed record Figure(string Name, double Value, string Unit)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value} {Unit}");

    internal static Figure Rounded(string name, double value, string unit) => new(name, Math.Round(value, 3), unit);

    internal static Figure Parse(string line)
    {
        string[] parts = line.Split(' ');
        return parts is [string name, "=", string value, string unit]
            ? new Figure(name, double.Parse(value, CultureInfo.InvariantCulture), unit)
            : throw new FormatException($"'{line}' is not a figure.");
    }
}
