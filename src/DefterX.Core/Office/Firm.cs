using System.Collections.Generic;
using System.Linq;

namespace DefterX.Office;

/// <summary>A taxpayer whose books the office keeps. Immutable; stored as <c>firms/&lt;VKN|TCKN&gt;.json</c>.</summary>
public sealed record Firm
{
    /// <summary>VKN (10 digits) or TCKN (11 digits).</summary>
    public required string Identifier { get; init; }

    /// <summary>Trade name as registered, or the person's name and surname for a TCKN.</summary>
    public required string Title { get; init; }

    /// <summary>The address of the head office.</summary>
    public required Address Address { get; init; }

    /// <summary>Phone, 10 digits without the leading zero.</summary>
    public required string Phone { get; init; }

    /// <summary>Fax, 10 digits, or null.</summary>
    public string? Fax { get; init; }

    /// <summary>E-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>Web site; may be empty.</summary>
    public string WebSite { get; init; } = "";

    /// <summary>NACE code of the main activity, such as <c>47.11.01</c>.</summary>
    public required string NaceCode { get; init; }

    /// <summary>The month in which the fiscal year starts, 1 to 12.</summary>
    public int FiscalYearStartMonth { get; init; } = 1;

    /// <summary>Who keeps the books; at least one.</summary>
    // An array: PowerShell cannot index the lists that collection expressions make.
    public required IReadOnlyList<Accountant> Accountants { get; init => field = value?.ToArray()!; }

    /// <summary>The branches; empty when the firm files as one.</summary>
    public IReadOnlyList<Branch> Branches { get; init => field = value?.ToArray()!; } = [];

    /// <summary>The currency of the books, ISO 4217.</summary>
    public string Currency { get; init; } = "TRY";

    /// <summary>Whether amounts in other currencies occur without an amount in that of the books, as on memorandum accounts; the
    /// ledgers then name the currency of the books all year (gl-muc:defaultCurrency; schematron Y101).</summary>
    public bool IsMultiCurrency { get; init; }

    /// <summary>Monthly or quarterly upload (Berat Yükleme Tercihi).</summary>
    public FilingPreference FilingPreference { get; init; } = FilingPreference.Monthly;

    /// <summary>VKN or TCKN of others who may sign (an accountant with a consent).</summary>
    public IReadOnlyList<string> AuthorizedSigners { get; init => field = value?.ToArray()!; } = [];

    /// <summary>Where the counters stand before the first month that is kept here.</summary>
    public OpeningCounters OpeningCounters { get; init; } = new();

    /// <summary>Name and surname of the person named as creator in the ledgers; the first accountant when null.</summary>
    public string? Creator { get; init; }

    /// <summary>Whether the identifier is a TCKN.</summary>
    public bool IsPerson => Identifier.Length == 11;

    /// <summary>The fiscal year that holds a period.</summary>
    public FiscalYear FiscalYearOf(Period period) => FiscalYear.Of(period, FiscalYearStartMonth);

    /// <summary>The title and the identifier.</summary>
    public override string ToString() => $"{Title} ({Identifier})";
}
