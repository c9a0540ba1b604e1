using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes a report for programs: invariant, in the form that <c>docs/report.schema.json</c> describes.</summary>
internal static class JsonReport
{
    /// <summary>Changes when a reader of an older form would misunderstand the file.</summary>
    private const int SchemaVersion = 1;

    // Turkish letters stay readable; the file is never part of a web page.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report.</summary>
    /// <param name="stream">Stays open.</param>
    public static void Write(OfficeReport report, Stream stream, CancellationToken cancellationToken)
    {
        using Utf8JsonWriter json = new(stream, s_options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("generatedAt", report.GeneratedAt);
        json.WriteString("customerNumber", report.CustomerNumber);
        json.WriteString("officeName", report.OfficeName);
        json.WriteString("gibEnvironment", report.GibEnvironment.ToString());
        json.WriteStartArray("periods");
        foreach (Period period in report.Periods) json.WriteStringValue(period.ToString());
        json.WriteEndArray();
        WriteTotals(json, report.Totals);
        json.WriteStartArray("ledgers");
        foreach (ReportRow row in report.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ReportCell cell in row.Cells.OfType<ReportCell>()) WriteLedger(json, row, cell);
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, ReportTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("firms", totals.Firms);
        json.WriteNumber("ledgers", totals.Ledgers);
        json.WriteNumber("overdue", totals.Overdue);
        json.WriteNumber("dueSoon", totals.DueSoon);
        json.WriteNumber("errors", totals.Errors);
        json.WriteStartObject("states");
        foreach (StateTotals state in totals.States) json.WriteNumber(state.State.ToString(), state.Ledgers);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLedger(Utf8JsonWriter json, ReportRow row, ReportCell cell)
    {
        json.WriteStartObject();
        json.WriteString("firm", row.Firm.Identifier);
        json.WriteString("title", row.Firm.Title);
        json.WriteString("branch", row.Branch?.Number);
        json.WriteString("book", row.Book.ToString());
        json.WriteString("period", cell.Period.ToString());
        json.WriteString("state", cell.Ledger?.State.ToString());
        json.WriteString("urgency", cell.Urgency.ToString());
        if (cell.Ledger is Ledger ledger) WriteFigures(json, ledger);
        if (cell.Problem is ReportProblem problem)
        {
            json.WriteStartObject("error");
            json.WriteString("id", problem.ErrorId);
            json.WriteString("message", problem.Message);
            json.WriteString("remedy", problem.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, Ledger ledger)
    {
        json.WriteString("dueDate", ledger.DueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteBoolean("isDueDateProvisional", ledger.IsDueDateProvisional);
        json.WriteNumber("entries", ledger.Entries);
        json.WriteNumber("lines", ledger.Lines);
        json.WriteNumber("totalDebit", ledger.TotalDebit);
        json.WriteNumber("totalCredit", ledger.TotalCredit);
        json.WriteNumber("parts", ledger.Parts);
        json.WriteString("signedBy", ledger.SignedBy);
        json.WriteString("sentAt", Time(ledger.SentAt));
        json.WriteString("approvedAt", Time(ledger.ApprovedAt));
    }

    private static string? Time(DateTime? local) => local is DateTime time
        ? DateTime.SpecifyKind(time, DateTimeKind.Local).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
        : null;
}
