using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Ledgers.Calendar;

/// <summary>Tells working days from weekends and public holidays (Law 2429).</summary>
/// <remarks>The half days, 28 October and the eves of the religious holidays, are working days here: a tax office is open until
/// 13:00, and GİB's calendar of 2026 keeps the VAT return of September at 28 October, a Wednesday. Days that the government
/// gives civil servants as leave between holidays are no public holidays either.</remarks>
internal sealed class WorkingDays
{
    private static readonly HashSet<(int Month, int Day)> s_fixed =
        [(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)];

    private readonly HashSet<DateTime> _added;
    private readonly HashSet<DateTime> _removed;
    private readonly int _confirmedThrough;

    public WorkingDays(HolidaySettings settings)
    {
        _added = [.. settings.Added.Select(static day => day.Date)];
        _removed = [.. settings.Removed.Select(static day => day.Date)];
        _confirmedThrough = settings.ConfirmedThrough;
    }

    /// <summary>The date, or the first working day after it.</summary>
    public DateTime OnOrAfter(DateTime date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>Whether religious holidays that are not published yet may make another day out of a shift.</summary>
    /// <param name="from">The date that was shifted.</param>
    /// <param name="to">The working day that came of it.</param>
    public bool AreUncertain(DateTime from, DateTime to)
    {
        for (DateTime day = from; day <= to; day = day.AddDays(1))
        {
            if (day.Year <= _confirmedThrough) continue;
            if (!ReligiousHolidays.Covers(day.Year)) return true;
            if (ReligiousHolidays.AreExpected(day.Year) && ReligiousHolidays.MightContain(day)) return true;
        }

        return false;
    }

    private bool IsWorkingDay(DateTime date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(date);

    private bool IsHoliday(DateTime date) => _added.Contains(date)
        || (!_removed.Contains(date) && (s_fixed.Contains((date.Month, date.Day)) || ReligiousHolidays.Contains(date)));
}
