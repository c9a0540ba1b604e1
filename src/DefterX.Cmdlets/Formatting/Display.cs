using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How the views of DefterX.Format.ps1xml show values, in the user's culture. Null gives an empty text.</summary>
public static class Display
{
    /// <summary>An amount with two decimals and group separators.</summary>
    public static string Amount(decimal? value) => value?.ToString("N2", Text.Culture) ?? "";

    /// <summary>A count with group separators.</summary>
    public static string Count(long? value) => value?.ToString("N0", Text.Culture) ?? "";

    /// <summary>What a month holds, on one line: the summary that the accountant confirms.</summary>
    public static string Figures(Ledger ledger) => Text.Format(
        Strings.LedgerFigures,
        Count(ledger.Entries),
        ledger.FirstEntryNumber,
        ledger.LastEntryNumber,
        Count(ledger.Lines),
        Amount(ledger.TotalDebit),
        Amount(ledger.TotalCredit));

    /// <summary>A line number, or nothing for 0.</summary>
    public static string Line(long? value) => value is null or 0 ? "" : value.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A date in the short form of the culture; nothing for one that is not known.</summary>
    public static string Date(DateTime? value) =>
        value is null || value.Value == default ? "" : value.Value.ToString("d", Text.Culture);

    /// <summary>A month, such as <c>Eylül 2026</c>.</summary>
    public static string Month(Period period) => period.ToString("MMMM yyyy", Text.Language);

    /// <summary>A date and time, local, in the short form of the culture.</summary>
    public static string Time(object? value) => value switch
    {
        DateTime time => time.ToString("g", Text.Culture),
        DateTimeOffset time => time.ToLocalTime().ToString("g", Text.Culture),
        _ => "",
    };

    /// <summary>Yes or no, in the UI culture.</summary>
    public static string YesNo(bool value) => value ? Strings.Yes : Strings.No;

    /// <summary>Files one below the other; those of one folder by their names, below the folder's.</summary>
    public static string Files(IReadOnlyList<string>? paths)
    {
        if (paths is null || paths.Count == 0) return "";
        string[] folders = [.. paths.Select(static path => Path.GetDirectoryName(path) ?? "").Distinct(StringComparer.Ordinal)];
        IEnumerable<string> lines = folders.Length > 1 ? paths : paths.Select(static path => Path.GetFileName(path)).Prepend(folders[0]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>An address on one line.</summary>
    public static string Address(Address? address) => address is null
        ? ""
        : string.Join(", ", new[]
        {
            $"{address.Street} {address.BuildingNumber}",
            address.Street2,
            $"{address.ZipCode} {address.City}",
            address.Country,
        }.Where(static part => !string.IsNullOrWhiteSpace(part)));
}
