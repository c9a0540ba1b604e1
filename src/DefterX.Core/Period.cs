using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DefterX;

/// <summary>A calendar month, the period of an e-Defter. Prints as <c>2026-09</c>.</summary>
public readonly struct Period : IEquatable<Period>, IComparable<Period>, IComparable, IFormattable
{
    private static readonly string[] s_formats = ["yyyy-M", "yyyy/M", "yyyy.M", "M.yyyy", "M/yyyy", "M-yyyy", "yyyyMM"];
    private static readonly string[] s_named = ["MMMM yyyy", "yyyy MMMM", "MMM yyyy"];
    private readonly int _months;

    /// <summary>Creates the month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 2000 to 2999 or the month not 1 to 12.</exception>
    public Period(int year, int month)
    {
        if (year is < 2000 or > 2999) throw new ArgumentOutOfRangeException(nameof(year));
        if (month is < 1 or > 12) throw new ArgumentOutOfRangeException(nameof(month));
        _months = ((year - 2000) * 12) + month - 1;
    }

    /// <summary>The year, 2000 to 2999.</summary>
    public int Year => 2000 + (_months / 12);

    /// <summary>The month, 1 to 12.</summary>
    public int Month => (_months % 12) + 1;

    /// <summary>The first day.</summary>
    public DateTime Start => new(Year, Month, 1);

    /// <summary>The last day.</summary>
    public DateTime End => Start.AddMonths(1).AddDays(-1);

    /// <summary>The form of file names, <c>202609</c> (Teknik Kılavuz 2.4.1).</summary>
    public string Compact => Start.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>The month that holds a date.</summary>
    public static Period Of(DateTime date) => new(date.Year, date.Month);

    /// <summary>The month a number of months later, or earlier when negative.</summary>
    public Period AddMonths(int months) => Of(Start.AddMonths(months));

    /// <summary>Whether the date lies in the month.</summary>
    public bool Contains(DateTime date) => date.Year == Year && date.Month == Month;

    /// <summary>Reads <c>2026-09</c>, <c>09.2026</c>, <c>9/2026</c>, <c>202609</c>,
    /// <c>Eylül 2026</c> or <c>September 2026</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        string trimmed = text!.Trim();
        if (!DateTime.TryParseExact(trimmed, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            && !DateTime.TryParseExact(
                trimmed, s_named, CultureInfo.GetCultureInfo("tr-TR"), DateTimeStyles.AllowWhiteSpaces, out date)
            && !DateTime.TryParseExact(trimmed, s_named, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date))
        {
            return false;
        }

        if (date.Year is < 2000 or > 2999) return false;
        period = Of(date);
        return true;
    }

    /// <summary>Reads a month as <see cref="TryParse"/> does.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.InvalidPeriod"/>.</exception>
    public static Period Parse(string? text) => TryParse(text, out Period period)
        ? period
        : throw new DefterXException(
            ErrorIds.InvalidPeriod,
            Text.Format(Strings.InvalidPeriod, text),
            text);

    /// <inheritdoc/>
    public bool Equals(Period other) => _months == other._months;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Period other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _months;

    /// <inheritdoc/>
    public int CompareTo(Period other) => _months.CompareTo(other._months);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj is Period other ? CompareTo(other) : 1;

    /// <summary>The form <c>2026-09</c> in every culture.</summary>
    public override string ToString() => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : Start.ToString(format, formatProvider);

    /// <summary>Whether two months are the same.</summary>
    public static bool operator ==(Period left, Period right) => left.Equals(right);

    /// <summary>Whether two months differ.</summary>
    public static bool operator !=(Period left, Period right) => !left.Equals(right);

    /// <summary>Whether the left month is earlier.</summary>
    public static bool operator <(Period left, Period right) => left._months < right._months;

    /// <summary>Whether the left month is later.</summary>
    public static bool operator >(Period left, Period right) => left._months > right._months;

    /// <summary>Whether the left month is not later.</summary>
    public static bool operator <=(Period left, Period right) => left._months <= right._months;

    /// <summary>Whether the left month is not earlier.</summary>
    public static bool operator >=(Period left, Period right) => left._months >= right._months;
}
