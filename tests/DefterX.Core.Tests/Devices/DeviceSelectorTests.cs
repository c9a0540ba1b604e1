using System;
using DefterX.Devices;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class DeviceSelectorTests
{
    private static readonly Device s_first = Device("AKIS", "Örnek Ltd. Şti.", "00112233445566778899AABBCCDDEEFF00112233");
    private static readonly Device s_second = Device("eToken", "İlk Iğdır A.Ş.", "FF112233445566778899AABBCCDDEEFF00112233");

    [Fact]
    public void Select_OnlyDevice_PicksItself() => Assert.Same(s_first, DeviceSelector.Select([s_first]));

    [Theory]
    [InlineData("en-US", "etoken")]
    [InlineData("tr-TR", "ETOKEN")]
    [InlineData("en-US", "ilk*")]
    [InlineData("tr-TR", "ilk*")]
    [InlineData("tr-TR", "ILK IĞDIR*")]
    [InlineData("en-US", "İLK?ığdır*")]
    public void Select_ByNameOrOwner_InEveryCulture(string culture, string name)
    {
        using CultureScope scope = new(culture);

        Assert.Same(s_second, DeviceSelector.Select([s_first, s_second], name));
    }

    [Theory]
    [InlineData("FF112233445566778899AABBCCDDEEFF00112233")]
    [InlineData("ff 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33")]
    [InlineData("\u200Eff:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33")]
    public void Select_ByThumbprint_InEveryForm(string thumbprint) =>
        Assert.Same(s_second, DeviceSelector.Select([s_first, s_second], null, thumbprint));

    [Theory]
    [InlineData("en-US", "Several devices")]
    [InlineData("tr-TR", "Birden çok")]
    public void Select_Several_IsDeviceAmbiguousWithTheList(string culture, string words)
    {
        using CultureScope scope = new(culture);

        DefterXException failure = Assert.Throws<DefterXException>(() => DeviceSelector.Select([s_first, s_second], "*"));

        Assert.Equal(ErrorIds.DeviceAmbiguous, failure.ErrorId);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        foreach (Device device in new[] { s_first, s_second })
        {
            Assert.Contains(device.Name, failure.Message, StringComparison.Ordinal);
            Assert.Contains(device.Owner, failure.Message, StringComparison.Ordinal);
            Assert.Contains(device.Thumbprint, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yok*")]
    public void Select_None_IsDeviceNotFound(string? name)
    {
        DefterXException failure = Assert.Throws<DefterXException>(
            () => DeviceSelector.Select(name is null ? [] : [s_first], name));

        Assert.Equal(ErrorIds.DeviceNotFound, failure.ErrorId);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*b*c", "aXXbYYc", true)]
    [InlineData("a*b*c", "aXXbYY", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("[a]", "a", false)]
    public void IsMatch_Pattern_Matches(string pattern, string text, bool expected) =>
        Assert.Equal(expected, NameWildcard.IsMatch(pattern, text));

    private static Device Device(string name, string owner, string thumbprint) => new()
    {
        Name = name,
        Owner = owner,
        Identifier = "1234567890",
        Kind = DeviceKind.MaliMuhur,
        KeyAlgorithm = "EC-P384",
        Issuer = "Test",
        NotBefore = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local),
        NotAfter = new DateTime(2029, 1, 1, 0, 0, 0, DateTimeKind.Local),
        Thumbprint = thumbprint,
        Library = "test",
    };
}
