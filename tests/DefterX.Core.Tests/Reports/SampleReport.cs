using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Reports;

namespace DefterX.Tests.Reports;

/// <summary>Reports of invented offices in which every state, every urgency and every kind of row occurs.</summary>
internal static class SampleReport
{
    /// <summary>A title with all that a page, a line of CSV and a formula could stumble over.</summary>
    public const string Hostile = "=HYPERLINK(\"http://x.example\";\"<script>alert('ğ')</script>\") & ŞAHİN; İNŞ.";

    /// <summary>The text of GİB's that the page, the CSV and the JSON have to show as it is.</summary>
    public const string Refusal = "Paket <işlenemedi> & \"reddedildi\": şema hatası";

    private static readonly DateTime s_today = new(2027, 1, 12);
    private static readonly string[] s_names =
    [
        "Çınaraltı Ofis Mobilya Sanayi ve Ticaret Anonim Şirketi", "Gülseren Işıktepe", "Yeşilöz Gıda Pazarlama A.Ş.",
        "Ümit Öğüt İnşaat Ltd. Şti.",
    ];

    private static readonly (string Id, string Text, string Remedy) s_problem = (ErrorIds.GibRejected, Refusal, "Correct the books.");

    /// <summary>An office with firms over months of 2026, and of the years after it.</summary>
    public static OfficeReport Of(int firms = 12, int months = 12, GibEnvironment environment = GibEnvironment.Test)
    {
        Period[] periods = [.. Enumerable.Range(0, months).Select(month => new Period(2026, 1).AddMonths(month))];
        return new OfficeReport
        {
            OfficeName = "Örnek <Işık> Muhasebe & Danışmanlık",
            CustomerNumber = "1234567",
            GibEnvironment = environment,
            GeneratedAt = new DateTimeOffset(2027, 1, 12, 3, 5, 0, TimeSpan.FromHours(3)),
            Periods = periods,
            Rows = [.. Enumerable.Range(0, firms).SelectMany(index => Rows(index, periods))],
        };
    }

    /// <summary>The page's title of a firm.</summary>
    public static string TitleOf(int index) =>
        index == 1 ? Hostile : string.Create(CultureInfo.InvariantCulture, $"{s_names[index % s_names.Length]} {index + 1}");

    private static IEnumerable<ReportRow> Rows(int index, Period[] periods)
    {
        Firm firm = Ledgers.Books.Company with
        {
            Identifier = (5123400000 + index).ToString(CultureInfo.InvariantCulture),
            Title = TitleOf(index),
            Branches = index % 5 == 2 ? [new Branch("0001", "Merkez"), new Branch("0002", "Alsancak")] : [],
        };
        foreach (Branch? branch in firm.Branches.Cast<Branch?>().DefaultIfEmpty())
        {
            ReportCell[] cells = [.. periods.Select((period, month) => Cell(firm, branch, period, index, month))];
            yield return new ReportRow(firm, branch, LedgerBook.Journal, cells);
        }

        if (index % 7 == 3)
        {
            yield return new ReportRow(firm, null, LedgerBook.Inventory, [.. periods.Select((period, month) =>
                month == 11 ? Cell(firm, null, period, index, month) with { Urgency = Urgency.None } : null)]);
        }
    }

    // The further back a month is, the likelier it is approved; the last ones are in every state.
    private static ReportCell Cell(Firm firm, Branch? branch, Period period, int index, int month)
    {
        if (index == 4 && month == 5)
        {
            return new ReportCell(period, null, Urgency.None, new ReportProblem(ErrorIds.JournalUnreadable, "journal.json, 1", "Look."));
        }

        LedgerState state = month < 8 && (index + month) % 11 != 0 ? LedgerState.Approved : (LedgerState)((index + (month * 3)) % 10);
        Ledger ledger = Ledger(firm, branch, period, state, 1_000_000m * (index + 1) / 7m);
        Urgency urgency = state is LedgerState.Sent or LedgerState.Approved ? Urgency.None
            : ledger.DueDate < s_today ? Urgency.Overdue
            : ledger.DueDate <= s_today.AddDays(7) ? Urgency.DueSoon : Urgency.None;
        bool hasProblem = state is LedgerState.Rejected or LedgerState.Invalid;
        return new ReportCell(
            period, ledger, urgency, hasProblem ? new ReportProblem(s_problem.Id, s_problem.Text, s_problem.Remedy) : null);
    }

    private static Ledger Ledger(Firm firm, Branch? branch, Period period, LedgerState state, decimal total)
    {
        bool isImported = state != LedgerState.Missing;
        bool isSent = state is LedgerState.Sent or LedgerState.Approved;
        return new Ledger
        {
            Firm = firm,
            Period = period,
            Branch = branch?.Number,
            State = state,
            Entries = isImported ? 1235 : 0,
            Lines = isImported ? 5310 : 0,
            TotalDebit = isImported ? decimal.Round(total, 2) : 0,
            TotalCredit = isImported ? decimal.Round(total, 2) : 0,
            Parts = state >= LedgerState.Created ? 1 : 0,
            DueDate = period.AddMonths(3).Start.AddDays(13),
            IsDueDateProvisional = period.Month == 12,
            SignedBy = state >= LedgerState.Signed ? firm.Title : null,
            SentAt = isSent ? period.AddMonths(1).Start.AddDays(9).AddHours(2) : null,
            ApprovedAt = state == LedgerState.Approved ? period.AddMonths(1).Start.AddDays(10).AddHours(3) : null,
            LastError = state == LedgerState.Rejected ? Refusal : null,
        };
    }
}
