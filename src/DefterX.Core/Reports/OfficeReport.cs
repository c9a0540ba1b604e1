using System;
using System.Collections.Generic;
using DefterX.Office;

namespace DefterX.Reports;

/// <summary>Where all ledgers of an office stand, firms by months. Immutable.</summary>
internal sealed record OfficeReport
{
    /// <summary>The office's name.</summary>
    public required string OfficeName { get; init; }

    /// <summary>The office's customer number.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>GİB's environment; what was approved in Test is not filed.</summary>
    public required GibEnvironment GibEnvironment { get; init; }

    /// <summary>When the office was read, with the offset of the machine.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The months, the columns of every row, oldest first.</summary>
    public required IReadOnlyList<Period> Periods { get; init; }

    /// <summary>The firms in their order, each with its branches and inventories.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>The counts of all rows.</summary>
    public ReportTotals Totals => field ??= ReportTotals.Of(Rows);
}
