using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DefterX.Office;

namespace DefterX.Reports;

/// <summary>Writes a report as one page, whole by itself: its style is inside, it asks for nothing, and works without its script.</summary>
internal sealed class HtmlReport(OfficeReport report)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly Lazy<string> s_style = new(() => Resource("report.css"));
    private static readonly Lazy<string> s_script = new(() => Resource("report.js"));

    private bool IsTest => report.GibEnvironment != GibEnvironment.Production;

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Stays open.</param>
    public void Write(Stream stream, CancellationToken cancellationToken)
    {
        using StreamWriter writer = new(stream, s_utf8, 65536, leaveOpen: true) { NewLine = "\n" };
        HtmlOutput html = new(writer);
        WriteHead(html);
        WriteBanner(html);
        HtmlTotals.Write(html, report);
        HtmlGrid.Write(html, report, IsTest, cancellationToken);
        HtmlProblems.Write(html, report);
        WriteLegend(html);
        html.Markup("</main>\n<script>").Markup(s_script.Value).Markup("</script>\n</body>\n</html>\n");
    }

    // The policy lets nothing in that the page does not hold, and no script but its own.
    private void WriteHead(HtmlOutput html) => html
        .Markup($"<!DOCTYPE html>\n<html lang=\"{Text.Language.Name}\">\n<head>\n<meta charset=\"utf-8\">\n")
        .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .Markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .Markup("<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
        .Markup(Digest(s_script.Value)).Markup("'\">\n")
        .Element("title", $"{Strings.Overview} - {report.OfficeName} - {report.Periods[report.Periods.Count - 1]}")
        .Markup("\n<style>\n").Markup(s_style.Value).Markup("</style>\n</head>\n");

    private void WriteBanner(HtmlOutput html)
    {
        html.Markup($"<body class=\"{(IsTest ? "test" : "production")}\">\n<main>\n<header>\n<div>")
            .Element("p class=\"kind\"", Strings.Overview)
            .Element("h1", report.OfficeName)
            .Element("p", Text.Format(Strings.CustomerNumber, report.CustomerNumber))
            .Markup("</div>\n<div class=\"when\">")
            .Element("p class=\"range\"", Range())
            .Element("p", Text.Format(Strings.GeneratedAt, report.GeneratedAt))
            .Element("p class=\"environment\"", ReportText.Environment(report.GibEnvironment))
            .Markup("</div>\n</header>\n");
        if (IsTest) html.Element("p class=\"notice\"", Strings.TestNotice).Markup("\n");
    }

    private string Range()
    {
        (Period first, Period last) = (report.Periods[0], report.Periods[report.Periods.Count - 1]);
        return first == last ? ReportText.Month(first) : $"{ReportText.Month(first)} – {ReportText.Month(last)}";
    }

    private static void WriteLegend(HtmlOutput html)
    {
        html.Markup("<footer>\n<ul class=\"legend\">");
        foreach (StateText state in StateText.All)
        {
            html.Markup($"<li class=\"{state.CssClass}\"><i aria-hidden=\"true\">{state.Symbol}</i> ").Text(state.Name).Markup("</li>");
        }

        html.Markup("</ul>\n").Element("p", Strings.LegendCells).Element("p", Strings.LegendDue).Markup("\n</footer>\n");
    }

    private static string Digest(string script)
    {
        using SHA256 sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(s_utf8.GetBytes(script)));
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Reports." + name)!;
        using StreamReader reader = new(stream);
        return new StringBuilder(reader.ReadToEnd()).Replace("\r\n", "\n").ToString(); // as browsers read it, for the digest
    }
}
