using System;
using Xunit;

namespace DefterX.Tests.Texts;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Parse_WhenAnyOfTheForms_ReadsTheMonth(string culture) => CultureScope.Run(culture, () =>
    {
        string[] texts =
        [
            "2026-09", "2026-9", "09.2026", "9/2026", "202609", "Eylül 2026", "EYLÜL 2026", "September 2026", " 2026-09 ",
        ];
        foreach (string text in texts)
        {
            Assert.Equal(new Period(2026, 9), Period.Parse(text));
        }

        Assert.Equal(new Period(2026, 4), Period.Parse("NİSAN 2026"));
        Assert.Equal("2026-09", new Period(2026, 9).ToString());
        Assert.Equal("202609", new Period(2026, 9).Compact);
    });

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Parse_WhenNotAMonth_FailsWithInvalidPeriod(string culture) => CultureScope.Run(culture, () =>
    {
        foreach (string? text in new[] { null, "", "2026", "9.203", "2026-13", "0.2026", "Eylul", "1999-01", "2026-09-30" })
        {
            DefterXException failure = Assert.Throws<DefterXException>(() => Period.Parse(text));
            Assert.Equal(ErrorIds.InvalidPeriod, failure.ErrorId);
        }
    });

    [Fact]
    public void AddMonths_WhenOverTheYear_GoesOn()
    {
        Assert.Equal(new Period(2027, 1), new Period(2026, 12).AddMonths(1));
        Assert.Equal(new DateTime(2028, 2, 29), new Period(2028, 2).End);
        Assert.True(new Period(2026, 9) < new Period(2026, 10));
    }
}
