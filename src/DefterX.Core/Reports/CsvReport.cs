using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CsvHelper;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes a report for a spreadsheet: a line for each ledger, columns named in the UI culture.</summary>
/// <remarks>UTF-8 with a byte order mark and semicolons, which a Turkish Excel opens by a double click; amounts with the decimal
/// separator of the culture, dates as 2026-09-30. A text that a spreadsheet would take for a formula gets an apostrophe before
/// it.</remarks>
internal static class CsvReport
{
    private static readonly CsvWriterOptions s_options = new()
    {
        Separator = ';',
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    /// <summary>Writes the report.</summary>
    /// <param name="stream">Stays open.</param>
    public static void Write(OfficeReport report, Stream stream, CancellationToken cancellationToken)
    {
        using CsvWriter csv = CsvWriter.Create(stream, s_options, leaveOpen: true);
        csv.WriteRecord(Header());
        foreach (ReportRow row in report.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ReportCell cell in row.Cells.OfType<ReportCell>()) csv.WriteRecord(Line(report, row, cell));
        }
    }

    private static string[] Header() =>
    [
        Strings.Firm, Strings.Title, Strings.Branch, Strings.Book, Strings.Period, Strings.State, Strings.DueDate, Strings.Provisional,
        Strings.Urgency, Strings.Entries, Strings.Lines, Strings.Debit, Strings.Credit, Strings.Parts, Strings.SignedBy, Strings.SentAt,
        Strings.ApprovedAt, Strings.ErrorId, Strings.Error, Strings.Remedy, Strings.Environment,
    ];

    private static string[] Line(OfficeReport report, ReportRow row, ReportCell cell)
    {
        Ledger? ledger = cell.Ledger;
        return
        [
            row.Firm.Identifier,
            row.Firm.Title,
            row.Branch?.Number ?? "",
            ReportText.Book(row.Book),
            cell.Period.ToString(),
            ledger is null ? Strings.Unreadable : StateText.Of(ledger.State).Name,
            Date(ledger?.DueDate),
            ledger?.DueDate is null ? "" : ledger.IsDueDateProvisional ? Strings.Yes : Strings.No,
            ReportText.Urgency(cell.Urgency),
            Count(ledger?.Entries),
            Count(ledger?.Lines),
            Amount(ledger?.TotalDebit),
            Amount(ledger?.TotalCredit),
            Count(ledger?.Parts),
            ledger?.SignedBy ?? "",
            Time(ledger?.SentAt),
            Time(ledger?.ApprovedAt),
            cell.Problem?.ErrorId ?? "",
            cell.Problem?.Message ?? "",
            cell.Problem?.Remedy ?? "",
            ReportText.Environment(report.GibEnvironment),
        ];
    }

    private static string Date(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Count(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Amount(decimal? amount) => amount?.ToString("F2", Text.Culture) ?? "";
}
