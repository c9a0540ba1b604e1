using System;
using DefterX.Cmdlets.Arguments;
using Xunit;

namespace DefterX.Cmdlets.Tests.Arguments;

public sealed class PeriodTransformationTests
{
    private readonly PeriodTransformationAttribute _transformation = new();

    [Theory]
    [InlineData("2026-09")]
    [InlineData("09.2026")]
    [InlineData("9/2026")]
    [InlineData("Eylül 2026")]
    [InlineData("September 2026")]
    public void Transform_WhenTextIsAMonth_ReadsIt(string text) => Assert.Equal(new Period(2026, 9), Transform(text).Value);

    [Fact]
    public void Transform_WhenDateOrPeriod_ReadsIt()
    {
        Assert.Equal(new Period(2026, 9), Transform(new DateTime(2026, 9, 30)).Value);
        Assert.Equal(new Period(2026, 9), Transform(new Period(2026, 9)).Value);
    }

    [Theory]
    [InlineData(9.2026)]
    [InlineData(202609)]
    [InlineData("2026-13")]
    [InlineData(true)]
    public void Transform_WhenNoMonth_KeepsInvalidPeriod(object value) => Assert.Equal(ErrorIds.InvalidPeriod, Transform(value).Failure!.ErrorId);

    [Fact]
    public void Transform_WhenSeveral_GivesSeveral() => Assert.Equal(
        2, ((PeriodArgument[])_transformation.Transform(null!, new object[] { "2026-08", "2026-09" })!).Length);

    private PeriodArgument Transform(object value) => (PeriodArgument)_transformation.Transform(null!, value)!;
}
