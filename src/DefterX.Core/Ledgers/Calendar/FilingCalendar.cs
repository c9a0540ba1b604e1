using System;
using System.Linq;
using DefterX.Office;

namespace DefterX.Ledgers.Calendar;

/// <summary>Says until when a month must be uploaded, as an office sees it: by the communiqué, the public holidays, and what the
/// office's <c>holidays.json</c> says.</summary>
internal sealed class FilingCalendar
{
    private readonly HolidaySettings _settings;
    private readonly WorkingDays _days;

    public FilingCalendar(HolidaySettings settings)
    {
        _settings = settings;
        _days = new WorkingDays(settings);
    }

    /// <summary>The calendar of an office.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: <c>holidays.json</c> cannot be read.</exception>
    public static FilingCalendar Of(OfficeFolder office) => new(HolidaySettings.Read(office));

    /// <summary>The due date of a firm's month: the statutory date, or the first working day after it when that is none
    /// (Vergi Usul Kanunu 18/4).</summary>
    /// <remarks>The fiscal holiday (mali tatil, 1 to 20 July, Law 5604) moves nothing here: no text of GİB was found that applies it
    /// to the upload of ledgers, and the earlier date is the safe one.</remarks>
    public DueDate DueDate(Firm firm, Period period)
    {
        ExtendedDueDate? extended = _settings.DueDates.LastOrDefault(date => date.Concerns(firm, period));
        if (extended is not null) return new DueDate(extended.Date.Date, IsProvisional: false);
        DateTime statutory = StatutoryDate.Of(firm, period);
        DateTime due = _days.OnOrAfter(statutory);
        return new DueDate(due, _days.AreUncertain(statutory, due));
    }
}
