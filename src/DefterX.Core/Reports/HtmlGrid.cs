using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes the firms by months, a table for each calendar year: twelve columns are what a sheet of paper holds.</summary>
internal static class HtmlGrid
{
    /// <summary>Writes the tables.</summary>
    /// <param name="isTest">Whether GİB's test environment is meant, which every printed sheet then says.</param>
    public static void Write(HtmlOutput html, OfficeReport report, bool isTest, CancellationToken cancellationToken)
    {
        html.Markup("<section>\n").Element("h2", Strings.FirmsByMonths).Markup("\n");
        WriteFilter(html);
        int[] columns = [.. report.Periods.Select((_, index) => index)];
        foreach (IGrouping<int, int> year in columns.GroupBy(column => report.Periods[column].Year))
        {
            WriteTable(html, report, [.. year], isTest, cancellationToken);
        }

        html.Markup("</section>\n");
    }

    // The script shows it: without one it would do nothing.
    private static void WriteFilter(HtmlOutput html)
    {
        html.Markup("<p id=\"filter\" hidden><label>").Text(Strings.Filter).Markup(" <input type=\"search\"></label> <select aria-label=\"")
            .Text(Strings.State).Markup("\">").Element("option value=\"\"", Strings.All)
            .Element("option value=\".overdue\"", Strings.Overdue)
            .Element("option value=\".soon\"", Strings.DueSoon)
            .Element("option value=\".problem\"", Strings.Errors);
        foreach (StateText state in StateText.All) html.Element($"option value=\".{state.CssClass}\"", state.Name);
        html.Markup("</select> <output></output></p>\n");
    }

    private static void WriteTable(HtmlOutput html, OfficeReport report, int[] columns, bool isTest, CancellationToken cancellationToken)
    {
        html.Markup("<div class=\"scroll\" tabindex=\"0\">\n<table class=\"grid\">\n<thead><tr>")
            .Markup("<th scope=\"col\" class=\"firm\">").Element("b", report.Periods[columns[0]].ToString("yyyy", null));
        if (isTest) html.Markup(" ").Element("em", Strings.TestEnvironment);
        html.Markup("</th>");
        foreach (int column in columns) WriteMonth(html, report, column);
        html.Markup("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < report.Rows.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRow(html, report.Rows[i], i, columns);
        }

        html.Markup("</tbody>\n</table>\n</div>\n");
    }

    private static void WriteMonth(HtmlOutput html, OfficeReport report, int column)
    {
        ReportCell[] cells = [.. report.Rows.Select(row => row.Cells[column]).OfType<ReportCell>()];
        int approved = cells.Count(cell => cell.Ledger?.State == LedgerState.Approved);
        html.Markup("<th scope=\"col\">")
            .Element("b", report.Periods[column].ToString("MMMM", Text.Language))
            .Markup(" <small>✓ ").Text($"{ReportText.Count(approved)}/{ReportText.Count(cells.Length)}").Markup("</small></th>");
    }

    private static void WriteRow(HtmlOutput html, ReportRow row, int index, IReadOnlyList<int> columns)
    {
        html.Markup("<tr><th scope=\"row\" class=\"firm\">")
            .Element("b", row.Firm.Title).Markup(" ").Element("small", Subtitle(row)).Markup("</th>");
        foreach (int column in columns)
        {
            if (row.Cells[column] is ReportCell cell) HtmlCell.Write(html, row, cell, HtmlProblems.Id(index, column));
            else html.Markup("<td></td>");
        }

        html.Markup("</tr>\n");
    }

    private static string Subtitle(ReportRow row) => row.Firm.Identifier
        + (row.Branch is null ? "" : " · " + row.Branch)
        + (row.Book == LedgerBook.Inventory ? " · " + Strings.Inventory : "");
}
