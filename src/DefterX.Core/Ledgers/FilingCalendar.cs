using System;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>The last day for the upload of a month (1 Sıra No.lu Elektronik Defter Genel Tebliği 4.3.4, as changed by Sıra No 5).</summary>
internal static class FilingCalendar
{
    /// <summary>The due date; one that falls on a weekend moves to Monday. Public holidays are not known here.</summary>
    public static DateTime DueDate(Firm firm, Period period)
    {
        int day = firm.IsPerson ? 10 : 14;
        Period year = Period.Of(firm.FiscalYearOf(period).Start);
        int monthOfYear = ((period.Year - year.Year) * 12) + period.Month - year.Month + 1;
        Period due;
        if (monthOfYear == 12) due = YearEnd(firm, period);
        else if (firm.FilingPreference == FilingPreference.Monthly) due = period.AddMonths(4);
        else
        {
            // The provisional tax return of a quarter is due in the second month after it; the upload one month later.
            int quarterEnd = ((monthOfYear - 1) / 3 * 3) + 3;
            due = quarterEnd == 12 ? YearEnd(firm, year.AddMonths(11)) : year.AddMonths(quarterEnd - 1 + 3);
        }

        DateTime date = new(due.Year, due.Month, day);
        return date.DayOfWeek switch
        {
            DayOfWeek.Saturday => date.AddDays(2),
            DayOfWeek.Sunday => date.AddDays(1),
            _ => date,
        };
    }

    /// <summary>The month after that of the yearly return: March for income tax, April for corporate tax.</summary>
    private static Period YearEnd(Firm firm, Period last) => last.AddMonths(firm.IsPerson ? 4 : 5);
}
