using System.Globalization;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes what a report counts: the figures on top, and the ledgers by state with what comes next.</summary>
internal static class HtmlTotals
{
    /// <summary>Writes both.</summary>
    public static void Write(HtmlOutput html, OfficeReport report)
    {
        ReportTotals totals = report.Totals;
        int approved = totals.States.Single(state => state.State == LedgerState.Approved).Ledgers;
        html.Markup("<section class=\"cards\">\n");
        WriteCard(html, "", Strings.Firms, ReportText.Count(totals.Firms), "");
        WriteCard(html, "", Strings.Ledgers, ReportText.Count(totals.Ledgers), "");
        WriteCard(html, "approved", StateText.Of(LedgerState.Approved).Name, ReportText.Count(approved), Share(approved, totals.Ledgers));
        WriteCard(html, totals.Overdue > 0 ? "overdue" : "", Strings.Overdue, ReportText.Count(totals.Overdue), "");
        WriteCard(html, totals.DueSoon > 0 ? "soon" : "", Strings.DueSoon, ReportText.Count(totals.DueSoon), "");
        WriteCard(html, totals.Errors > 0 ? "errors" : "", Strings.Errors, ReportText.Count(totals.Errors), "");
        html.Markup("</section>\n");
        if (totals.Ledgers == 0) return;
        WriteBar(html, totals);
        WriteStates(html, totals);
    }

    private static string Share(int count, int all) =>
        all == 0 ? "" : ((double)count / all).ToString("P0", Text.Culture);

    private static void WriteCard(HtmlOutput html, string css, string name, string value, string note)
    {
        html.Markup($"<div class=\"card {css}\">").Element("b", value).Markup(" ");
        if (note.Length > 0) html.Element("small", note).Markup(" ");
        html.Element("span", name).Markup("</div>\n");
    }

    private static void WriteBar(HtmlOutput html, ReportTotals totals)
    {
        html.Markup("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (StateTotals state in totals.States.Where(state => state.Ledgers > 0))
        {
            StateText text = StateText.Of(state.State);
            html.Markup($"<span class=\"{text.CssClass}\" style=\"flex-grow:{state.Ledgers.ToString(CultureInfo.InvariantCulture)}\">")
                .Markup(text.Symbol)
                .Markup("</span>");
        }

        html.Markup("</div>\n");
    }

    private static void WriteStates(HtmlOutput html, ReportTotals totals)
    {
        html.Markup("<section>\n").Element("h2", Strings.ByState).Markup("\n<table class=\"states\">\n<thead><tr>")
            .Element("th scope=\"col\"", Strings.State)
            .Element("th scope=\"col\" class=\"n\"", Strings.Ledgers)
            .Element("th scope=\"col\" class=\"n\"", Strings.Overdue)
            .Element("th scope=\"col\" class=\"n\"", Strings.DueSoon)
            .Element("th scope=\"col\" class=\"next\"", Strings.Remedy)
            .Markup("</tr></thead>\n<tbody>\n");
        foreach (StateTotals state in totals.States.Where(state => state.Ledgers > 0))
        {
            StateText text = StateText.Of(state.State);
            html.Markup($"<tr><th scope=\"row\" class=\"{text.CssClass}\"><i aria-hidden=\"true\">{text.Symbol}</i> ").Text(text.Name)
                .Markup("</th>")
                .Element("td class=\"n\"", ReportText.Count(state.Ledgers))
                .Element(state.Overdue > 0 ? "td class=\"n overdue\"" : "td class=\"n\"", ReportText.Count(state.Overdue))
                .Element(state.DueSoon > 0 ? "td class=\"n soon\"" : "td class=\"n\"", ReportText.Count(state.DueSoon))
                .Element("td class=\"next\"", text.NextStep)
                .Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n</section>\n");
    }
}
