using System;
using System.Globalization;

namespace DefterX.Office;

/// <summary>A postal address as GİB's organizationAddress and accountantAddress want it.</summary>
public sealed record Address
{
    /// <summary>Building number, such as <c>12/3</c>.</summary>
    public required string BuildingNumber { get; init; }

    /// <summary>Street.</summary>
    public required string Street { get; init; }

    /// <summary>Second line (quarter, building), or null.</summary>
    public string? Street2 { get; init; }

    /// <summary>City.</summary>
    public required string City { get; init; }

    /// <summary>Postal code.</summary>
    public required string ZipCode { get; init; }

    /// <summary>Country.</summary>
    public string Country { get; init; } = "Türkiye";
}

/// <summary>An accountant (SMMM, YMM or the firm's own).</summary>
public sealed record Accountant
{
    /// <summary>Title and name, such as <c>SMMM Ayşe Örnek</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The office address.</summary>
    public required Address Address { get; init; }

    /// <summary>Contract as <c>kind, date, number</c>, or <c>-</c> for the firm's own accountant
    /// (Uygulama Kılavuzu 5-6).</summary>
    public required string Engagement { get; init; }

    /// <summary>Phone, 10 digits, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Fax, 10 digits, or null.</summary>
    public string? Fax { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }
}

/// <summary>A branch (şube) that files ledgers of its own.</summary>
/// <param name="Number">Four digits from <c>0001</c> on; <c>0000</c> is forbidden (Teknik Kılavuz 2.4.1).</param>
/// <param name="Name">The branch's name.</param>
public sealed record Branch(string Number, string Name)
{
    /// <summary>Where the branch's counters stand before the first month that is kept here; the firm's when null.</summary>
    public OpeningCounters? OpeningCounters { get; init; }

    /// <summary>The number and the name.</summary>
    public override string ToString() => $"{Number} {Name}";
}

/// <summary>The last numbers used before the first month kept here.</summary>
/// <param name="EntryNumber">The last entryNumberCounter, 0 when nothing was filed in the fiscal year.</param>
/// <param name="LineNumber">The last lineNumber.</param>
/// <param name="PartNumber">The last number in a uniqueID.</param>
/// <param name="Through">The last month that was filed elsewhere, or null when the firm starts here.</param>
public sealed record OpeningCounters(long EntryNumber = 0, long LineNumber = 0, int PartNumber = 0, Period? Through = null);

/// <summary>When ledgers are uploaded.</summary>
public enum FilingPreference
{
    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>By quarters of the provisional tax (geçici vergi).</summary>
    Quarterly,
}

/// <summary>A fiscal year (hesap dönemi).</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed record FiscalYear(DateTime Start, DateTime End)
{
    /// <summary>The folder of the fiscal year, <c>01.01.2026-31.12.2026</c> (Uygulama Kılavuzu C, Şekil 4).</summary>
    public string FolderName =>
        string.Format(CultureInfo.InvariantCulture, "{0:dd.MM.yyyy}-{1:dd.MM.yyyy}", Start, End);

    /// <summary>The fiscal year that holds a period.</summary>
    /// <param name="period">The month.</param>
    /// <param name="startMonth">The month in which the year starts, 1 to 12.</param>
    public static FiscalYear Of(Period period, int startMonth)
    {
        int year = period.Month >= startMonth ? period.Year : period.Year - 1;
        DateTime start = new(year, startMonth, 1);
        return new FiscalYear(start, start.AddYears(1).AddDays(-1));
    }
}
