using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Office;

namespace DefterX.Ledgers.Calendar;

/// <summary>What an office says of holidays and due dates in its <c>holidays.json</c>; it goes before what is shipped.</summary>
/// <remarks>Described in docs/holidays.md.</remarks>
internal sealed record HolidaySettings
{
    /// <summary>The file in the office folder.</summary>
    public const string FileName = "holidays.json";

    /// <summary>Days that are public holidays.</summary>
    public IReadOnlyList<DateTime> Added { get; init; } = [];

    /// <summary>Days that are not.</summary>
    public IReadOnlyList<DateTime> Removed { get; init; } = [];

    /// <summary>The last year whose holidays the office has checked; nothing up to it is provisional.</summary>
    public int ConfirmedThrough { get; init; }

    /// <summary>Due dates that GİB set by circular.</summary>
    public IReadOnlyList<ExtendedDueDate> DueDates { get; init; } = [];

    /// <summary>Checks what is to become an office's file.</summary>
    /// <param name="content">UTF-8, perhaps with a byte order mark.</param>
    /// <param name="name">What it is called in a message.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with name and line.</exception>
    public static void Check(byte[] content, string name) => _ = OfficeJson.Parse<HolidaySettings>(
        System.Text.Encoding.UTF8.GetString(content).TrimStart('\ufeff'), name, ErrorIds.OfficeInvalid);

    /// <summary>Reads an office's file; without one nothing is said.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with file and line.</exception>
    public static HolidaySettings Read(OfficeFolder office)
    {
        string path = Path.Combine(office.Path, FileName);
        return File.Exists(path) ? OfficeJson.Read<HolidaySettings>(path, ErrorIds.OfficeInvalid) : new HolidaySettings();
    }
}

/// <summary>The due date of a month as a circular set it.</summary>
internal sealed record ExtendedDueDate
{
    /// <summary>The month of the ledgers.</summary>
    public required Period Period { get; init; }

    /// <summary>The last day for the upload.</summary>
    public required DateTime Date { get; init; }

    /// <summary>The kind of taxpayer it is for, or null for all.</summary>
    public TaxpayerKind? Taxpayer { get; init; }

    /// <summary>The preference it is for, or null for both.</summary>
    public FilingPreference? Preference { get; init; }

    /// <summary>Whether it is for a firm's month.</summary>
    public bool Concerns(Firm firm, Period period) => Period == period
        && (Taxpayer is null || Taxpayer == (firm.IsPerson ? TaxpayerKind.Person : TaxpayerKind.Company))
        && (Preference is null || Preference == firm.FilingPreference);
}

/// <summary>Taxpayers as the due dates tell them apart.</summary>
internal enum TaxpayerKind
{
    /// <summary>Income tax: a person.</summary>
    Person,

    /// <summary>Corporate tax and all others.</summary>
    Company,
}
