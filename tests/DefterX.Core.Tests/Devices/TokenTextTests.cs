using System.Text;
using DefterX.Devices.Pkcs11;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class TokenTextTests
{
    [Theory]
    [InlineData("AKIS KART            ", "AKIS KART")]
    [InlineData("  MÜHÜR İĞ  ", "MÜHÜR İĞ")]
    [InlineData("eToken\0\0garbage", "eToken")]
    [InlineData("", "")]
    [InlineData("\u001b]0;title\u0007x", "\uFFFD]0;title\uFFFDx")]
    public void Read_Utf8_IsTrimmedAndHarmless(string field, string expected)
    {
        foreach (string culture in new[] { "en-US", "tr-TR" })
        {
            CultureScope.Run(culture, () => Assert.Equal(expected, TokenText.Read(Encoding.UTF8.GetBytes(field))));
        }
    }

    [Fact]
    public void Read_Latin5_IsRead() =>
        Assert.Equal("ŞİFRELİ Ğğış", TokenText.Read([0xDE, 0xDD, 0x46, 0x52, 0x45, 0x4C, 0xDD, 0x20, 0xD0, 0xF0, 0xFD, 0xFE, 0x20]));
}
