using DefterX.Devices.SmartCards;
using Xunit;

namespace DefterX.Tests.Devices.SmartCards;

public sealed class CardFamilyTests
{
    [Theory]
    [InlineData("3B9F158131FE45806755454B41451112318073B3A1805A", "AKİS")]
    [InlineData("3B9F978131FE4580655443D3210731C073F62180810590", "AKİS")]
    [InlineData("3BD518008131FE7D8073C82110F4", "SafeNet eToken")]
    [InlineData("3B7F96000080318065B0846160FB120FFD829000", "SafeNet eToken")]
    [InlineData("3BBB1800C01031FE4580670412B00303000081053C", "SafeSign")]
    [InlineData("3BF2180002C10A31FE58C80874", "TKart")]
    [InlineData("3B00", null)]
    [InlineData("", null)]
    public void Find_ByAnswerToReset_KnowsTheFamily(string atr, string? name) => Assert.Equal(name, CardFamily.Find(atr)?.Name);

    [Theory]
    [InlineData("/usr/lib/libakisp11.so", true)]
    [InlineData("/opt/akis/AKISP11.DLL", true)]
    [InlineData("/usr/lib/libtckkp11.so.1", true)]
    [InlineData("/usr/lib/notakisp11.so", false)]
    [InlineData("/usr/lib/akisp11/other.so", false)]
    public void Has_LibraryFile_ComparesItsNameWithoutCultures(string path, bool expected)
    {
        foreach (string culture in new[] { "en-US", "tr-TR" })
        {
            CultureScope.Run(culture, () => Assert.Equal(expected, CardFamily.Find("80655443D3210731C073F6218081")!.Has(path)));
        }
    }
}
