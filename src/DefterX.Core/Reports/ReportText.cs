using System;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Reports;

/// <summary>Values as people read them: words in the UI culture, numbers and dates in the culture.</summary>
internal static class ReportText
{
    public static string Book(LedgerBook book) => book == LedgerBook.Inventory ? Strings.Inventory : Strings.Journal;

    public static string Environment(GibEnvironment environment) =>
        environment == GibEnvironment.Production ? Strings.Production : Strings.TestEnvironment;

    public static string Urgency(Urgency urgency) => urgency switch
    {
        Reports.Urgency.Overdue => Strings.Overdue,
        Reports.Urgency.DueSoon => Strings.DueSoon,
        _ => "",
    };

    public static string Count(long count) => count.ToString("N0", Text.Culture);

    public static string Amount(decimal amount) => amount.ToString("N2", Text.Culture);

    public static string Date(DateTime date) => date.ToString("d", Text.Culture);

    public static string Time(DateTime time) => time.ToString("g", Text.Culture);

    /// <summary>The name of a month, such as <c>Eylül 2026</c>.</summary>
    public static string Month(Period period) => period.ToString("MMMM yyyy", Text.Language);
}
