namespace DefterX.Reports;

/// <summary>How the overview of an office is written.</summary>
public enum ReportFormat
{
    /// <summary>One page for a browser, to read and print.</summary>
    Html,

    /// <summary>A line for each ledger, for a spreadsheet.</summary>
    Csv,

    /// <summary>An object for each ledger, for programs.</summary>
    Json,
}
