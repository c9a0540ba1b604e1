using System;
using DefterX.Cmdlets.Formatting;
using DefterX.Devices;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Signatures;
using DefterX.Tests;
using Xunit;

namespace DefterX.Cmdlets.Tests.Formatting;

public sealed class StateViewTests
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Green = "\u001b[32m";

    public static TheoryData<Type> Shown =>
    [
        typeof(DeviceKind), typeof(PinState), typeof(DeviceCheckKind), typeof(DeviceCheckStatus), typeof(GibEnvironment),
        typeof(DefterX.Office.SessionState), typeof(FindingSeverity), typeof(FilingPreference), typeof(LedgerBook), typeof(LedgerState),
        typeof(SignatureStatus),
    ];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Names_OfEachValue_AreThereInBothLanguages(Type type)
    {
        foreach (Enum value in Enum.GetValues(type))
        {
            string english = NameIn("en-US", value);
            string turkish = NameIn("tr-TR", value);
            Assert.False(string.IsNullOrEmpty(english) || string.IsNullOrEmpty(turkish), value.ToString());
            bool isSameWord = value is DeviceKind.MaliMuhur or DeviceKind.EMuhur or DeviceKind.EImza or GibEnvironment.Test
                or DeviceCheckKind.Gib or DeviceCheckKind.Pin;
            Assert.Equal(isSameWord, english == turkish);
        }
    }

    [Theory]
    [InlineData(LedgerState.Approved, Green)]
    [InlineData(LedgerState.Rejected, Red)]
    [InlineData(LedgerState.Invalid, Red)]
    [InlineData(LedgerState.Created, "")]
    public void State_WhereTheHostHasColours_StandsOut(LedgerState state, string colour)
    {
        string plain = StateView.State(state, null, null); // Windows PowerShell has no $PSStyle
        Assert.DoesNotContain('\u001b', plain);
        Assert.Equal(colour.Length == 0 ? plain : colour + plain + "\u001b[0m", StateView.State(state, Red, Green));
    }

    [Theory]
    [InlineData(-1, LedgerState.Signed, Red)]
    [InlineData(7, LedgerState.Signed, Yellow)]
    [InlineData(8, LedgerState.Signed, "")]
    [InlineData(-1, LedgerState.Approved, "")]
    public void Due_AsItComesNear_StandsOut(int days, LedgerState state, string colour)
    {
        DateTime date = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(3)).Date.AddDays(days);
        Assert.StartsWith(colour + "~", StateView.Due(date, true, state, Red, Yellow), StringComparison.Ordinal);
        Assert.Equal(colour.Length > 0, StateView.Due(date, false, state, Red, Yellow).Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void ValidToAndPin_WhenTheyPress_StandOut()
    {
        Assert.StartsWith(Red, StateView.ValidTo(DateTime.Now.AddDays(-1), Red, Yellow), StringComparison.Ordinal);
        Assert.StartsWith(Yellow, StateView.ValidTo(DateTime.Now.AddDays(29), Red, Yellow), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', StateView.ValidTo(DateTime.Now.AddDays(31), Red, Yellow));
        Assert.StartsWith(Yellow, StateView.Pin(PinState.CountLow, Red, Yellow), StringComparison.Ordinal);
        Assert.StartsWith(Red, StateView.Pin(PinState.FinalTry, Red, Yellow), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', StateView.Pin(PinState.Ok, Red, Yellow));
    }

    [Theory]
    [InlineData("", "en-US", "2027-01-11")]
    [InlineData("", "tr-TR", "11.01.2027")]
    [InlineData("en-US", "en-US", "1/11/2027")]
    [InlineData("tr-TR", "en-US", "11.01.2027")]
    public void Date_OnASystemWithoutALocale_IsNotAmbiguous(string culture, string language, string expected)
    {
        using CultureScope scope = new(culture, language);
        Assert.Equal(expected, Display.Date(new DateTime(2027, 1, 11)));
    }

    private static string NameIn(string language, Enum value)
    {
        using CultureScope scope = new(language, language);
        return Names.Of(value);
    }
}
