using System.Globalization;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes the problems of ledgers and what to do about each.</summary>
internal static class HtmlProblems
{
    /// <summary>The id of a problem's paragraph.</summary>
    public static string Id(int row, int column) => string.Format(CultureInfo.InvariantCulture, "e{0}-{1}", row, column);

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlOutput html, OfficeReport report)
    {
        html.Markup("<section class=\"problems\">\n").Element("h2", Strings.ErrorsAndRemedies).Markup("\n");
        if (report.Totals.Errors == 0) html.Element("p class=\"none\"", Strings.NoErrors).Markup("\n");
        for (int row = 0; row < report.Rows.Count; row++)
        {
            for (int column = 0; column < report.Periods.Count; column++)
            {
                if (report.Rows[row].Cells[column] is { Problem: { } problem } cell)
                {
                    Write(html, report.Rows[row], cell, problem, Id(row, column));
                }
            }
        }

        html.Markup("</section>\n");
    }

    private static void Write(HtmlOutput html, ReportRow row, ReportCell cell, ReportProblem problem, string id)
    {
        string state = cell.Ledger is null ? Strings.Unreadable : StateText.Of(cell.Ledger.State).Name;
        html.Markup($"<article id=\"{id}\">\n<h3>").Text(row.Firm.Title).Markup(" ").Element("small", row.Firm.Identifier);
        if (row.Branch is not null) html.Markup(" ").Element("small", row.Branch.ToString());
        if (row.Book == LedgerBook.Inventory) html.Markup(" ").Element("small", Strings.Inventory);
        html.Markup("</h3>\n<p class=\"where\">").Text($"{ReportText.Month(cell.Period)} · {state}");
        if (problem.ErrorId is not null) html.Markup(" ").Element("code", problem.ErrorId);
        html.Markup("</p>\n").Element("p class=\"message\"", problem.Message).Markup("\n<p class=\"remedy\">")
            .Element("b", Strings.Remedy).Markup(" ").Text(problem.Remedy).Markup("</p>\n</article>\n");
    }
}
