using System;
using DefterX.Office;

namespace DefterX.Ledgers.Calendar;

/// <summary>The day that the communiqué names, before weekends and holidays move it (1 Sıra No.lu Elektronik Defter Genel
/// Tebliği 4.3.4, as changed by Sıra No 5).</summary>
internal static class StatutoryDate
{
    /// <summary>The 10th for persons, the 14th for others, of the fourth month after the period, or of the month that the
    /// quarterly preference or the end of the fiscal year gives.</summary>
    public static DateTime Of(Firm firm, Period period)
    {
        Period month = Month(firm, period);
        return new DateTime(month.Year, month.Month, firm.IsPerson ? 10 : 14);
    }

    private static Period Month(Firm firm, Period period)
    {
        Period first = Period.Of(firm.FiscalYearOf(period).Start);
        int monthOfYear = ((period.Year - first.Year) * 12) + period.Month - first.Month + 1;
        // The provisional tax return of a quarter is due in the second month after it; the upload one month later.
        int lastOfTurn = firm.FilingPreference == FilingPreference.Monthly ? monthOfYear : ((monthOfYear + 2) / 3) * 3;
        Period last = first.AddMonths(lastOfTurn - 1);
        if (lastOfTurn == 12) return YearEnd(firm, last);
        return last.AddMonths(firm.FilingPreference == FilingPreference.Monthly ? 4 : 3);
    }

    // The month after that of the yearly return, which is March for income tax and April for corporate tax.
    private static Period YearEnd(Firm firm, Period last) => last.AddMonths(firm.IsPerson ? 4 : 5);
}
