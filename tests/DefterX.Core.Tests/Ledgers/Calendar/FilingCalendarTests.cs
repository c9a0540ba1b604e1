using System;
using System.Globalization;
using System.IO;
using DefterX.Ledgers.Calendar;
using DefterX.Office;
using DefterX.Tests.Office;
using Xunit;

namespace DefterX.Tests.Ledgers.Calendar;

public sealed class FilingCalendarTests
{
    private static readonly FilingCalendar s_shipped = new(new HolidaySettings());

    /// <summary>GİB's tax calendar of 2026 for companies that upload monthly.</summary>
    public static TheoryData<string, string> GibCalendar => new()
    {
        { "2026-04", "2026-08-14" },
        { "2026-05", "2026-09-14" },
        { "2026-06", "2026-10-14" },
        { "2026-07", "2026-11-16" },
        { "2026-08", "2026-12-14" },
    };

    [Theory]
    [MemberData(nameof(GibCalendar))]
    public void DueDate_OfAMonthInGibsCalendar_IsTheSame(string period, string due)
    {
        foreach (string culture in new[] { "", "tr-TR", "ar-SA" })
        {
            CultureScope.Run(culture, () => Assert.Equal(new DueDate(Date(due), false), Of(Books.Company, period)));
        }
    }

    [Theory]
    [InlineData("2026-08", true, FilingPreference.Monthly, 1, "2026-12-10")]
    [InlineData("2026-12", false, FilingPreference.Monthly, 1, "2027-05-14")]
    [InlineData("2026-12", true, FilingPreference.Monthly, 1, "2027-04-12")] // the 10th is a Saturday
    [InlineData("2026-01", false, FilingPreference.Quarterly, 1, "2026-06-15")] // the 14th is a Sunday
    [InlineData("2026-03", false, FilingPreference.Quarterly, 1, "2026-06-15")]
    [InlineData("2026-06", false, FilingPreference.Quarterly, 1, "2026-09-14")]
    [InlineData("2026-09", true, FilingPreference.Quarterly, 1, "2026-12-10")]
    [InlineData("2026-10", false, FilingPreference.Quarterly, 1, "2027-05-14")]
    [InlineData("2026-12", true, FilingPreference.Quarterly, 1, "2027-04-12")]
    [InlineData("2026-06", false, FilingPreference.Monthly, 7, "2026-11-16")] // the year ends in June; the 14th is a Saturday
    [InlineData("2026-07", false, FilingPreference.Monthly, 7, "2026-11-16")]
    [InlineData("2026-02", false, FilingPreference.Quarterly, 3, "2026-07-14")] // the year ends in February
    [InlineData("2026-03", false, FilingPreference.Quarterly, 3, "2026-08-14")] // its first quarter is March to May
    public void DueDate_FollowsTheCommunique(string period, bool person, FilingPreference preference, int startMonth, string due)
    {
        Firm firm = (person ? Books.Person : Books.Company) with
        {
            FilingPreference = preference,
            FiscalYearStartMonth = startMonth,
        };
        Assert.Equal(Date(due), Of(firm, period).Date);
    }

    [Fact]
    public void DueDate_OnAReligiousHoliday_MovesPastItAndIsProvisionalWhereItIsOnlyExpected()
    {
        // 10.03.2027 is the second day of Ramazan Bayramı, 9 to 11 March as expected.
        Assert.Equal(new DueDate(Date("2027-03-12"), true), Of(Books.Person, "2026-11"));
        // 14.02.2029 is its first day; the third is a Friday.
        Assert.Equal(new DueDate(Date("2029-02-19"), true), Of(Books.Company, "2028-10"));
    }

    [Theory]
    [InlineData("2026-09", "2027-01-14", false)] // no feast is near
    [InlineData("2029-09", "2030-01-14", false)]
    [InlineData("2030-12", "2031-05-14", true)] // beyond the table
    public void DueDate_IsProvisionalOnlyWhereAnUnknownFeastMayMoveIt(string period, string due, bool provisional) =>
        Assert.Equal(new DueDate(Date(due), provisional), Of(Books.Company, period));

    [Fact]
    public void DueDate_OnAHalfDay_DoesNotMove()
    {
        HolidaySettings circular = new() { Removed = [] };
        Assert.Equal(Date("2026-10-28"), new WorkingDays(circular).OnOrAfter(Date("2026-10-28")));
        Assert.Equal(Date("2026-10-30"), new WorkingDays(circular).OnOrAfter(Date("2026-10-29")));
        Assert.Equal(Date("2026-05-26"), new WorkingDays(circular).OnOrAfter(Date("2026-05-26")));
    }

    [Fact]
    public void DueDate_WhenTheOfficeHasHolidays_FollowsThem()
    {
        using OfficeFixture office = new();
        string path = Path.Combine(office.Office.Path, HolidaySettings.FileName);
        File.WriteAllText(path, """
            {
              "added": ["2026-08-14", "2027-03-12"],
              "removed": ["2027-03-10"],
              "confirmedThrough": 2027,
              "dueDates": [
                { "period": "2026-09", "date": "2027-01-20" },
                { "period": "2026-09", "date": "2027-01-22", "taxpayer": "person", "preference": "monthly" }
              ],
              "note": "unknown fields are left alone"
            }
            """);
        CultureScope.Run("tr-TR", () =>
        {
            FilingCalendar calendar = FilingCalendar.Of(office.Office);
            Assert.Equal(new DueDate(Date("2026-08-17"), false), calendar.DueDate(Books.Company, Period.Parse("2026-04")));
            Assert.Equal(new DueDate(Date("2027-03-10"), false), calendar.DueDate(Books.Person, Period.Parse("2026-11")));
            Assert.Equal(Date("2027-01-20"), calendar.DueDate(Books.Company, Period.Parse("2026-09")).Date);
            Assert.Equal(Date("2027-01-22"), calendar.DueDate(Books.Person, Period.Parse("2026-09")).Date);
            Firm quarterly = Books.Person with { FilingPreference = FilingPreference.Quarterly };
            Assert.Equal(Date("2027-01-20"), calendar.DueDate(quarterly, Period.Parse("2026-09")).Date);
        });
    }

    [Theory]
    [InlineData("{ \"added\": [\"12.03.2027\"] }")]
    [InlineData("{ \"dueDates\": [ { \"period\": \"2026-09\" } ] }")]
    [InlineData("{")]
    public void Of_WhenTheFileIsBroken_NamesFileAndLine(string text)
    {
        using OfficeFixture office = new();
        string path = Path.Combine(office.Office.Path, HolidaySettings.FileName);
        File.WriteAllText(path, text);
        DefterXException e = Fails.With(ErrorIds.OfficeInvalid, () => FilingCalendar.Of(office.Office));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    private static DueDate Of(Firm firm, string period) => s_shipped.DueDate(firm, Period.Parse(period));

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
