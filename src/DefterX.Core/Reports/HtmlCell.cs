using System.Collections.Generic;
using DefterX.Ledgers;

namespace DefterX.Reports;

/// <summary>Writes one ledger: its state, the day that matters, its total; and the rest where the pointer rests on it.</summary>
internal static class HtmlCell
{
    private const string OverdueSign = "⚠\ufe0e"; // as a character, not as a picture
    private const string SoonSign = "◷";

    /// <summary>Writes the cell.</summary>
    /// <param name="problemId">The id of the paragraph that tells its problem, where it has one.</param>
    public static void Write(HtmlOutput html, ReportRow row, ReportCell cell, string problemId)
    {
        string css = cell.Ledger is null ? "unreadable" : StateText.Of(cell.Ledger.State).CssClass;
        css += cell.Urgency switch { Urgency.Overdue => " overdue", Urgency.DueSoon => " soon", _ => "" };
        if (cell.Problem is not null) css += " problem";
        html.Markup($"<td class=\"{css}\" title=\"").Text(Tooltip(row, cell)).Markup("\">");
        if (cell.Problem is not null) html.Markup($"<a href=\"#{problemId}\">");
        WriteState(html, cell.Ledger);
        if (cell.Problem is not null) html.Markup("</a>");
        if (cell.Ledger is Ledger ledger) WriteFigures(html, ledger, cell.Urgency);
        html.Markup("</td>");
    }

    private static void WriteState(HtmlOutput html, Ledger? ledger)
    {
        (string symbol, string name) = ledger is null
            ? ("?", Strings.Unreadable)
            : (StateText.Of(ledger.State).Symbol, StateText.Of(ledger.State).Name);
        html.Markup($"<b><i aria-hidden=\"true\">{symbol}</i> ").Text(name).Markup("</b>");
    }

    private static void WriteFigures(HtmlOutput html, Ledger ledger, Urgency urgency)
    {
        if (DayOf(ledger) is string day)
        {
            string sign = urgency switch { Urgency.Overdue => OverdueSign + " ", Urgency.DueSoon => SoonSign + " ", _ => "" };
            html.Markup(" ").Element("span class=\"day\"", sign + day);
        }

        if (ledger.Entries > 0) html.Markup(" ").Element("span class=\"amount\"", ReportText.Amount(ledger.TotalDebit));
    }

    private static string? DayOf(Ledger ledger) => ledger switch
    {
        { State: LedgerState.Approved, ApprovedAt: { } approved } => ReportText.Date(approved),
        { State: LedgerState.Sent, SentAt: { } sent } => ReportText.Date(sent),
        { DueDate: { } due } => (ledger.IsDueDateProvisional ? "~" : "") + ReportText.Date(due),
        _ => null,
    };

    private static string Tooltip(ReportRow row, ReportCell cell)
    {
        List<string> lines = [$"{row.Firm.Title}, {ReportText.Month(cell.Period)}"];
        if (cell.Ledger is not Ledger ledger) return lines[0];
        string urgency = ReportText.Urgency(cell.Urgency);
        lines.Add(StateText.Of(ledger.State).Name + (urgency.Length > 0 ? ", " + urgency : ""));
        Add(Strings.DueDate, ledger.DueDate is { } due ? ReportText.Date(due) + (ledger.IsDueDateProvisional ? " ~" : "") : null);
        if (ledger.Entries > 0)
        {
            Add(Strings.Entries, ReportText.Count(ledger.Entries));
            Add(Strings.Lines, ReportText.Count(ledger.Lines));
            Add(Strings.Debit, ReportText.Amount(ledger.TotalDebit));
            Add(Strings.Credit, ReportText.Amount(ledger.TotalCredit));
        }

        Add(Strings.Parts, ledger.Parts > 0 ? ReportText.Count(ledger.Parts) : null);
        Add(Strings.SignedBy, ledger.SignedBy);
        Add(Strings.SentAt, ledger.SentAt is { } sent ? ReportText.Time(sent) : null);
        Add(Strings.ApprovedAt, ledger.ApprovedAt is { } approved ? ReportText.Time(approved) : null);
        return string.Join("\n", lines);

        void Add(string name, string? value)
        {
            if (value is not null) lines.Add($"{name}: {value}");
        }
    }
}
